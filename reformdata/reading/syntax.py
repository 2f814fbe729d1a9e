"""What libyaml says of a broken text, in the words of somebody who writes records."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from reformdata.findings import Finding, Message, Span
from reformdata.rules import ALIAS, DIRECTIVE, TAG, UNQUOTED_COLON, YAML_SYNTAX

_KEY_ALONE = re.compile(r" *(?:- +)?[a-z][a-z0-9_]*")
_KEY_WITHOUT_SPACE = re.compile(r" *(?:- +)?[a-z][a-z0-9_]*:(?=[^ /])")

_QUOTE_IT = Message(
    "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
    "put the text in quotes, or write it in a block that starts with |-",
)
_INDENT = Message(
    "ryk ind med to mellemrum for hvert lag; nøgler i samme lag står lige under hinanden",
    "indent by two spaces for each level; keys of one level stand right below each other",
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_ONE_SIDE = Message(
    "behold den ene side, og slet linjerne med <<<<<<<, ======= og >>>>>>>",
    "keep one side, and delete the lines of <<<<<<<, ======= and >>>>>>>",
)
_CLOSE: Mapping[str, Message] = MappingProxyType(
    {
        '"': Message(
            'skriv et " efter teksten på samme linje, eller slet det første; et " inde i "…" skrives \\"',
            'write a " after the text on the same line, or delete the first one; a " inside "…" is written \\"',
        ),
        "'": Message(
            "skriv et ' efter teksten på samme linje, eller slet det første; en apostrof inde i '…' skrives to gange",
            "write a ' after the text on the same line, or delete the first one; an apostrophe inside '…' is written twice",
        ),
    }
)
"""How to put right a text that is opened by a quotation mark and not closed."""
_SPACE = Message("skriv et mellemrum efter kolonet", "write a space after the colon")


class _Words(NamedTuple):
    """A problem as libyaml names it, and as we do."""

    problem: str
    context: str
    da: str
    en: str
    advice: Message | None
    at_context: bool = False
    """Whether the fault is where the thing began, such as the line that lacks a key."""


_WORDS = (
    _Words(
        "could not find expected ':'",
        "simple key",
        "linjen har ingen nøgle med kolon",
        "the line has no key with a colon",
        Message(
            "skriv nøgle: værdi; tekst over flere linjer står i en blok, der begynder med |-, rykket ind under sin nøgle",
            "write key: value; text over several lines stands in a block that starts with |-, indented below its key",
        ),
        at_context=True,
    ),
    _Words(
        "block sequence entries",
        "",
        "en streg begynder en liste og kan ikke stå her",
        "a dash starts a list and cannot stand here",
        Message(
            "begynd listen på sin egen linje, eller sæt teksten i anførselstegn",
            "start the list on a line of its own, or put the text in quotes",
        ),
    ),
    _Words(
        "mapping keys are not allowed",
        "",
        "teksten begynder med et spørgsmålstegn",
        "the text starts with a question mark",
        _QUOTE_IT,
    ),
    _Words(
        "cannot start any token",
        "",
        "en tekst kan ikke begynde med dette tegn",
        "a text cannot start with this character",
        _QUOTE_IT,
    ),
    _Words(
        "did not find expected node content",
        "",
        "en tekst kan ikke begynde med dette tegn",
        "a text cannot start with this character",
        _QUOTE_IT,
    ),
    _Words(
        "did not find expected comment or line break",
        "block scalar",
        "en tekst kan ikke begynde med | eller >",
        "a text cannot start with | or >",
        _QUOTE_IT,
        at_context=True,
    ),
    _Words(
        "",
        "parsing a quoted scalar",
        "\\ begynder her en kode, som ikke findes",
        "\\ starts a code here that does not exist",
        Message("skriv \\\\ for en omvendt skråstreg, eller brug '…'", "write \\\\ for a backslash, or use '…'"),
    ),
    _Words("did not find expected", "", "linjen passer ikke ind her", "the line does not fit in here", _INDENT),
)


def syntax_error(error: yaml.YAMLError, text: str, file: str) -> Finding:
    """The finding for what libyaml could not parse."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        problem = str(error).partition("\n")[0]
        return YAML_SYNTAX.at(file, problem_da=f"læseren siger: {problem}", problem_en=f"the parser says: {problem}")
    if conflict := _CONFLICT.search(text):
        return _conflict(conflict, file)
    problem, context, mark = error.problem or "", error.context or "", error.problem_mark
    if "quoted scalar" in context and _is_unclosed(problem, error.context_mark, mark, text):
        return unclosed_quote(error.context_mark, text, file)
    if problem.startswith("mapping values") or _is_colon_in_flow(problem, mark, text):
        return stray_colon(mark, text, file)
    if "alias" in context or "anchor" in context:
        return ALIAS.at(file, span=_at(error.context_mark))
    if "directive" in context or "incompatible YAML" in problem:
        return DIRECTIVE.at(file, span=_at(error.context_mark or mark))
    if "tag" in context or "tag handle" in problem:
        begin = error.context_mark or mark
        return TAG.at(file, found=text[begin.index :].split(maxsplit=1)[0], span=_at(begin))
    if problem.startswith("did not find expected ','"):
        return unclosed(error.context_mark or mark, text, file)
    if problem == "did not find expected key" and _line(text, mark)[: mark.column].strip():
        da, en = "her fortsætter teksten efter sit sluttegn", "the text goes on here after its closing mark"
        return _finding(file, da, en, _QUOTE_IT, _at(mark))
    missing = _missing_space(error.context_mark.line, text, file) if "':'" in problem and error.context_mark else None
    return missing or _in_words(error, problem, context, mark, file)


def _conflict(mark: re.Match[str], file: str) -> Finding:
    """The finding for what git leaves where two changes met; whatever libyaml says of it would mislead."""
    line = mark.string.count("\n", 0, mark.start()) + 1
    span = Span(line, 1, line, len(mark[0]) + 1)
    da, en = "to ændringer er stødt sammen og ikke flettet", "two changes met here and were not merged"
    return _finding(file, da, en, _ONE_SIDE, span)


def _is_colon_in_flow(problem: str, mark: Any, text: str) -> bool:
    """Whether `{da: Husk: …}` was met; a key alone on its line shows that the list above it is not closed."""
    if not problem.startswith("did not find expected ','") or text[mark.index : mark.index + 2] not in (": ", ":\n"):
        return False
    return not _KEY_ALONE.fullmatch(_line(text, mark)[: mark.column])


def stray_colon(mark: Any, text: str, file: str) -> Finding:
    """The finding that a colon at `mark` is not where a key ends: prose, a key indented wrongly, a space left out."""
    line = _line(text, mark)
    missing = _missing_space(mark.line - 1, text, file)
    if missing:
        return missing
    if _KEY_ALONE.fullmatch(line[: mark.column]):
        column = mark.column - len(line[: mark.column].lstrip()) + 1
        span = Span(mark.line + 1, column, mark.line + 1, mark.column + 1)
        return _finding(file, "nøglen er rykket forkert ind", "the key is indented wrongly", _INDENT, span)
    return UNQUOTED_COLON.at(file, span=_at(mark))


def _missing_space(index: int, text: str, file: str) -> Finding | None:
    """The finding that the line of that index is `key:value`, if it is."""
    found = _KEY_WITHOUT_SPACE.match(text.split("\n")[index]) if index >= 0 else None
    if not found:
        return None
    span = Span(index + 1, found.end(), index + 1, found.end() + 1)
    da, en = "der mangler et mellemrum efter kolonet", "a space is missing after the colon"
    return _finding(file, da, en, _SPACE, span)


def unclosed(mark: Any, text: str, file: str) -> Finding:
    """The finding that the `[` or `{` at `mark` is not closed where it should be."""
    opening = text[mark.index]
    closing, example = ("]", "[a, b]") if opening == "[" else ("}", "{da: …, en: …}")
    da, en = f"{opening} bliver ikke lukket med {closing}", f"{opening} is not closed with {closing}"
    return _finding(file, da, en, Message(f"skriv {example}", f"write {example}"), _at(mark))


_ENTRY = re.compile(r"\n *(?:- |[a-z][a-z0-9_]*:(?:\s|$))")
"""The start of a line of a list or a mapping."""
_GOES_ON = re.compile(r" *[^ \n,\]}#]")
"""What cannot follow the end of a quoted text over several lines."""


def holds_entries(start: int, end: int, text: str) -> bool:
    """Whether a line after the first one from `start` to `end` is written as an entry of a list or a mapping."""
    return bool(_ENTRY.search(text, start, end))


def is_unclosed_quote(start: int, end: int, text: str) -> bool:
    """Whether the quoted text from `start` to `end` ends at a later quotation mark than its writer meant.

    It then holds lines of keys or of a list, or is followed by the text that the later mark belongs to.
    """
    return holds_entries(start, end, text) or bool(_GOES_ON.match(text, end))


def _is_unclosed(problem: str, start: Any, mark: Any, text: str) -> bool:
    """Whether the quoted text from `start` never ends, or is refused at `mark` for what it holds of other lines."""
    return problem.startswith("found unexpected") or holds_entries(start.index, mark.index, text)


def unclosed_quote(mark: Any, text: str, file: str) -> Finding:
    """The finding that the quotation mark at `mark` is not closed on its line."""
    da, en = "anførselstegnet bliver ikke lukket på sin linje", "the quotation mark is not closed on its line"
    return _finding(file, da, en, _CLOSE[text[mark.index]], _at(mark))


def _in_words(error: yaml.MarkedYAMLError, problem: str, context: str, mark: Any, file: str) -> Finding:
    for words in _WORDS:
        if words.problem in problem and words.context in context:
            span = _at(error.context_mark if words.at_context and error.context_mark else mark)
            return _finding(file, words.da, words.en, words.advice, span)
    return _finding(file, f"læseren siger: {problem}", f"the parser says: {problem}", None, _at(mark))


def _finding(file: str, da: str, en: str, advice: Message | None, span: Span) -> Finding:
    return YAML_SYNTAX.at(file, problem_da=da, problem_en=en, advice=advice, span=span)


def _line(text: str, mark: Any) -> str:
    line: int = mark.line
    return text.split("\n")[line]


def _at(mark: Any) -> Span:
    return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
