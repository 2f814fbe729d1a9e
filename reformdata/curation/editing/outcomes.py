"""The file of an outcome: a new one, or the present one with an assessment added below the others."""

from reformdata.curation.editing.draft import nest_answers
from reformdata.curation.editing.fields import ACT_FIELDS, ASSESSMENT_FIELDS, Answers, Field
from reformdata.curation.formatting import dump, format_text
from reformdata.curation.reading.strict_yaml import spans


def outcome_file(id_: str) -> str:
    """The path of the outcome of the record `id_` from the root of the checkout."""
    return f"records/outcomes/{id_}.yaml"


def new_outcome(id_: str, answers: Answers) -> str:
    """The text of a new outcome of the record `id_`, with the assessment in `answers` if there is one."""
    text = dump("outcomes", {"id": id_, **nest_answers(_only(ACT_FIELDS, answers))})
    return with_assessment(text, answers) if _only(ASSESSMENT_FIELDS, answers) else text


def with_assessment(text: str, answers: Answers) -> str:
    """The `text` of an outcome with the assessment in `answers` added at its end, in the canonical form."""
    text = format_text(text)
    added = dump("outcomes", {"assessments": [nest_answers(_only(ASSESSMENT_FIELDS, answers))]})
    _modeline, key, items = added.split("\n", 2)
    return text + items if (("assessments",), False) in spans(text) else f"{text}{key}\n{items}"


def _only(fields: tuple[Field, ...], answers: Answers) -> Answers:
    return {field.loc: answers[field.loc] for field in fields if answers.get(field.loc)}
