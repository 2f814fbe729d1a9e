"""`reformdata show`: a record in full in a terminal."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest

import reformdata as rd
from reformdata.models import Label, Office, Period, Qualifier, Quantity
from reformdata.store.compiling import write
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT, by_id


def test_a_proposal_in_english(command, compiled_file):
    """Its text in both languages, and names for all ids."""
    assert command("show", PROPOSAL.id, "--data", compiled_file, "--lang", "en") == (
        0,
        """\
landsforum-2019-nyhed.01 · proposal · ought · abolish

  Abolish the form, and let teachers plan by themselves
    The forum wants to be rid of "the long form" that schools fill in every year. The time is
    for the pupils.

  Afskaf skemaet, og lad lærerne planlægge selv
    Landsforum vil af med "det lange skema", som skolerne udfylder hvert år. Tiden skal bruges
    på eleverne.

  voice              Anna Holm, chair, for National Forum for Schools
  reported by        Nordavisen
  source             Less paper, more school, 2019-05-03, paragraphs 2, 4
  policy areas       schools; primary schools
  themes             deregulation
  target groups      pupils; teachers
  reforms            Freer Schools
  laws               the Schools Act
  addressees         the Danish parliament; the municipalities
  actors mentioned   Nordby Municipality
  figures            7 municipalities; at least 2.5 hours a week
  what became of it  done · the whole country · same content · since 2020-08: An act has
                     abolished the form.
  answers            The form takes time away from pupils (nordby-2018-blog.02): The proposal
                     responds to the complaint about the form

""",
        "",
    )


def test_a_bare_initiative_in_danish(command, compiled_file):
    """Missing fields are left out; relations of others to it are shown."""
    assert command("show", BARE.id, "--data", compiled_file, "--lang", "da") == (
        0,
        """\
nordby-2018-blog.04 · initiativ · udgivelse · bebudet

  Nordby udgiver en vejledning
    Vejledningen er for skoleledere.

  Nordby publishes a guide
    The guide is for heads of schools.

  stemme                Nordby Kommune
  kilde                 Om at måle, hvad der tæller, 2018-09-30, afsnit 6
  hvad der blev af det  kan ikke vurderes: for uklart
  har som del           Nordby prøver skoler uden skema (nordby-2018-blog.03): Forsøget er
                        beskrevet i vejledningen

""",
        "",
    )


def test_kinds_and_periods(ds):
    """A statement has its claim and tone, an initiative its period."""
    assert str(ds.show(STATEMENT)).splitlines()[0] == "nordby-2018-blog.02 · statement · diagnosis · critical"
    assert [line.split() for line in str(ds.show(INITIATIVE)).splitlines() if "period" in line] == [
        ["period", "2018-08/2020~"]
    ]


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("da", "  tal     mindst 10.000.000,5 kroner; 2 gange"),
        ("en", "  figures  at least 10,000,000.5 kroner; 2 times"),
    ],
)
def test_figures_are_written_as_in_the_language(language, figures, tmp_path):
    """With its separators, and with how exactly they hold."""
    record = replace(
        BARE,
        quantities=(
            Quantity(Decimal("10000000.5"), Label("kroner", "kroner"), Qualifier.AT_LEAST),
            Quantity(Decimal(2), Label("gange", "times")),
        ),
    )
    path = tmp_path / "x.sqlite"
    write(replace(CORPUS, records=by_id((record,)), retired={}, readings={}, outcomes={}), path)
    data = rd.load(path)

    assert [line for line in data.show(record.id).to_text(language).splitlines() if "10" in line] == [figures]


def test_several_records_as_json(command, compiled_file):
    """The flat rows of those asked for, in their order."""
    code, said, _ = command("show", BARE.id, PROPOSAL.id, "--json", "--data", compiled_file)
    rows = json.loads(said)

    assert (code, [row["id"] for row in rows]) == (0, [BARE.id, PROPOSAL.id])
    assert (rows[1]["date"], rows[1]["areas"]) == ("2019-05-03", ["schools", "primary-schools"])


def test_a_record_that_is_not_there(command, compiled_file):
    """The nearest id is suggested, and none of the others is shown."""
    code, printed, error = command("show", PROPOSAL.id, "nordby-2018-blog.06", "--data", compiled_file)

    assert (code, printed) == (2, "")
    assert error.startswith("reformdata: 'nordby-2018-blog.06' is not among the records; did you mean")


def test_the_successor_of_a_withdrawn_record_is_shown_with_a_warning(compiled_file):
    """The warning is a sentence without a line of code."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "reformdata", "show", "nordby-2018-blog.01", "--data", compiled_file],
        capture_output=True, check=True, text=True,
    )  # fmt: skip

    assert done.stdout.startswith("nordby-2018-blog.02 · ")
    assert done.stderr == "reformdata: 'nordby-2018-blog.01' was withdrawn; it was replaced by 'nordby-2018-blog.02'\n"


def test_half_a_record_is_not_shown(command, compiled_file, tmp_path):
    """If the rest cannot be read, there is only the error."""
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(compiled_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM bodies WHERE table_name = 'laws'")

    assert command("show", PROPOSAL.id, "--data", path)[:2] == (2, "")


@pytest.mark.parametrize(
    ("language", "first"), [("da", "primary-schools  folkeskole"), ("en", "primary-schools  primary schools")]
)
def test_the_entries_of_a_table_are_listed_with_their_names(command, compiled_file, language, first):
    """In the language that is chosen; a table is no record, and cannot be asked for beside one."""
    code, out, err = command("show", "areas", "--data", compiled_file, "--lang", language)
    assert (code, out.splitlines()[0], err) == (0, first, "")
    assert command("show", "areas", PROPOSAL.id, "--data", compiled_file)[0] == 2


def test_an_entry_is_shown_beside_records(command, tmp_path):
    """Its names and description in both languages, its period, offices and what it points to; as JSON what its file holds."""
    data = tmp_path / "data.sqlite"
    actor = replace(
        CORPUS.actors["anna-holm"],
        aliases=("A. Holm",),
        offices=(Office(title=Label("formand", "chair"), for_="landsforum", period=Period("2018/..")),),
        sources=("https://example.org/1", "https://example.org/2"),
    )
    write(replace(CORPUS, actors={**CORPUS.actors, actor.id: actor}), data)
    code, out, _ = command("show", actor.id, PROPOSAL.source, "--data", data, "--lang", "en")
    assert code == 0
    assert out.startswith("anna-holm · person\n\n  Anna Holm\n")
    assert "  other names     A. Holm\n" in out
    assert "  offices         chair, National Forum for Schools, 2018/..\n" in out
    assert "  confirmed by    https://example.org/1\n                  https://example.org/2\n" in out
    assert "\n\nlandsforum-2019-nyhed · news item\n\n  Less paper, more school\n" in out
    assert "  andre navne     A. Holm\n" in command("show", actor.id, "--data", data, "--lang", "da")[1]
    code, out, _ = command("show", PROPOSAL.id, actor.id, "--data", data, "--json")
    record, entry = json.loads(out)
    assert (record["id"], entry["id"], entry["offices"][0]["for"]) == (PROPOSAL.id, actor.id, "landsforum")
