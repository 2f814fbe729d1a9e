"""`reformdata outcome`: what became of an act."""

import json

import pytest

import reformdata as rd
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT


def test_the_verdicts_and_what_they_rest_on(command, compiled_file):
    """The latest assessment first, each with its evidence and searches."""
    assert command("outcome", PROPOSAL.id, "--data", compiled_file, "--lang", "en") == (
        0,
        """\
landsforum-2019-nyhed.01 · Abolish the form, and let teachers plan by themselves
  done · the whole country · same content · since 2020-08
  done if: Schools need no longer fill in the form.

  2021-01-01  done · the whole country · same content · since 2020-08
    An act has abolished the form.
    – Act amending the Schools Act, 2020-06-08, https://example.org/skoleloven-2020: The duty to
      fill in the form is gone.
    – nordby-2018-blog.03 (Nordby tries schools without the form): A trial was already under
      way.

  2019-12-31  no trace
    Nothing was found on "the form".
    searched folketinget.example: skema, skole
    searched nordby.example: skema

""",
        "",
    )


def test_an_act_that_cannot_be_assessed(command, compiled_file):
    """With the reason; in Danish."""
    assert command("outcome", BARE.id, "--data", compiled_file, "--lang", "da") == (
        0,
        """\
nordby-2018-blog.04 · Nordby udgiver en vejledning
  kan ikke vurderes: for uklart
  gjort, hvis: Vejledningen er god.

""",
        "",
    )


def test_an_act_that_nobody_has_looked_into(command, compiled_file, monkeypatch):
    """It is said so."""
    monkeypatch.setattr(rd.Dataset, "outcome", lambda *_: None)
    code, said, _ = command("outcome", INITIATIVE.id, "--data", compiled_file, "--lang", "en")

    assert (code, said.splitlines()[-2]) == (0, "  nobody has looked into it yet")


def test_an_outcome_at_the_prompt(ds):
    """It prints as here, with ids for titles; its repr is a line."""
    outcome = ds.outcome(PROPOSAL)

    assert repr(outcome) == f"<Outcome of {PROPOSAL.id}: done · the whole country · same content · since 2020-08>"
    assert str(outcome).splitlines()[:4] == [
        "done · the whole country · same content · since 2020-08",
        "done if: Schools need no longer fill in the form.",
        "",
        "2021-01-01  done · the whole country · same content · since 2020-08",
    ]
    assert f"  – {INITIATIVE.id}: A trial was already under way." in str(outcome)


def test_rows_as_json(command, compiled_file):
    """The rows of the table of outcomes."""
    code, said, _ = command("outcome", PROPOSAL.id, BARE.id, "--data", compiled_file, "--json")

    assert (code, [(row["record"], row["verdict"]) for row in json.loads(said)]) == (
        0,
        [(PROPOSAL.id, "done"), (BARE.id, None)],
    )


def test_a_statement_has_no_outcome(command, compiled_file):
    """Nothing can become of it."""
    message = f"reformdata: `{STATEMENT.id}` is a statement: nothing can become of it\n"
    assert command("outcome", STATEMENT.id, "--data", compiled_file, "--lang", "en") == (2, "", message)


def test_outcome_of_a_record_or_its_id(ds):
    """An unknown record is an error, and so is a statement, which is not assessed."""
    assert ds.outcome(PROPOSAL) == ds.outcome(PROPOSAL.id) == ds.outcomes[PROPOSAL.id]
    with pytest.raises(
        rd.ConditionValueError, match="it is a statement; only what became of proposals and initiatives"
    ):
        ds.outcome(STATEMENT)
