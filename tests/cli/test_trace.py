"""`reformdata trace`: the relations of a record as a tree in a terminal."""

import json

import pytest

from tests.dataset.tracing.conftest import FORUM, NORDBY


@pytest.fixture
def run(command, web_file):
    """Run the command on the web of records: its exit code, what it printed, and what it printed as an error."""
    return lambda *arguments: command("trace", *arguments, "--data", web_file)


def test_a_tree_both_ways(run):
    """Each branch gives relation, id, kind, date, voice, title, reason and outcome; a cycle ends with a reference."""
    assert run(f"{NORDBY}.06", "--lang", "en") == (
        0,
        """\
nordby-2018-blog.06 · statement · 2018-05-03 · Nordby Municipality
Title 06

What came before
├─ is part of nordby-2018-blog.03
│  │  proposal · 2018-05-03 · Anna Holm
│  │  Title 03
│  │  – Because
│  │  → what became of it: under way · trial · credited
│  └─ is motivated by nordby-2018-blog.02
│        statement · 2018-05-03 · Nordby Municipality
│        Title 02
│        – Because
└─ is supported by nordby-2018-blog.07
   │  statement · 2018-05-03 · Nordby Municipality
   │  Title 07
   │  – Because
   └─ is supported by nordby-2018-blog.06 (shown elsewhere here)

What came of it
└─ supports nordby-2018-blog.07
   │  statement · 2018-05-03 · Nordby Municipality
   │  Title 07
   │  – Because
   └─ supports nordby-2018-blog.06 (shown elsewhere here)
""",
        "",
    )


def test_a_tree_in_danish(run):
    """In one direction, one relation deep."""
    assert run(f"{NORDBY}.02", "--lang", "da", "--direction", "forward", "--depth", "1") == (
        0,
        """\
nordby-2018-blog.02 · udsagn · 2018-05-03 · Nordby Kommune
Titel 02

Hvad der kom af det
├─ står i modsætning til landsforum-2019-nyhed.01
│     udsagn · 2019-05-03 · Nordby Kommune
│     Titel 01
│     – Derfor
└─ begrunder nordby-2018-blog.03
      forslag · 2018-05-03 · Anna Holm
      Titel 03
      – Derfor
      → hvad der blev af det: i gang · forsøg · henført
""",
        "",
    )


def test_a_record_without_relations_that_way(run):
    """It is not an error."""
    code, said, _ = run(f"{FORUM}.02", "--lang", "da", "--direction", "forward")

    assert (code, said.splitlines()[2:]) == (
        0,
        [
            "→ hvad der blev af det: ingen har undersøgt det endnu",
            "",
            "Hvad der kom af det",
            "  intet i data",
        ],
    )


def test_the_relations_as_json(run):
    """The table of edges, all of it, for other programs."""
    code, said, _ = run(f"{NORDBY}.03", "--json", "--depth", "all")
    rows = json.loads(said)

    assert (code, len(rows)) == (0, 10)
    assert (rows[0]["type"], rows[0]["to_date"]) == ("motivates", "2018-05-03")


@pytest.mark.parametrize("depth", ["some", "-1", "1.5"])
def test_a_depth_that_is_not_a_number(depth, run):
    """Wrong use, told in the language of the output."""
    said = f"reformdata: --depth: `{depth}` er hverken et tal eller `all`\n"
    assert run(f"{NORDBY}.03", f"--depth={depth}", "--lang", "da") == (2, "", said)
