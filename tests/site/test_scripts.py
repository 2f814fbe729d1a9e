"""The scripts of the site compute what the library computes: stems, fingerprints, and what a search finds."""

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from reformdata.dataset.search import parse
from reformdata.evidence import fingerprint as python
from reformdata.messages import closest_names
from reformdata.site.catalogue import Catalogue
from reformdata.site.searching import index_files
from reformdata.store import stems
from tests.dataset.test_search import _PAIRS, words  # noqa: F401 - a fixture

_NODE = shutil.which("node")
_STATIC = Path(__file__).parents[2] / "reformdata" / "site" / "static"
pytestmark = pytest.mark.skipif(_NODE is None, reason="node is not installed, so the scripts of the site cannot be run")


def _run(script, value):
    """What `script`, the body of an asynchronous function of `input`, returns for `value`."""
    program = (
        f"const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        f"(async () => {{ {script} }})().then((out) => console.log(JSON.stringify(out)));"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [_NODE, "-e", program],
        input=json.dumps(value),
        capture_output=True,
        text=True,
        cwd=_STATIC,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


_LINES = [
    "Almindelig tekst.", "  \u2022  Punkt med  mellemrum ", "\u201cCitat\u201d \u2013 og \u2019apostrof\u2019", "bløde\u00ad binde\u200bstreger",
    "- - \u25a0 tre punkter", "\u00a0\u2003", "ﬁ ligatur ½ ², å som a\u030a", "''dobbelt''", "\ufeffBOM inde i\ufeff linjen", "\u00b4 alene",
    "\u202eomvendt", "*", "* ", "Ærø \u2212 5", "kontrol\x1ctegn\x85her", "\u2028x\u2029", "\u180e mongolsk", "e\u0301\u00ad\u0301",
]  # fmt: skip


def test_paragraphs():
    """A text has the same paragraphs."""
    text = "en\r\nto\rtre\n\n \u00a0 \nfire\x0cfem\u2028seks\n\u200b\n\x1c\nsyv\ufeff\n\ufeff"

    assert _run("return require('./fingerprint.js').paragraphs(input);", text) == python.paragraphs(text)


def test_fingerprints():
    """A paragraph has the same normal form and the same digest, whatever is in it."""
    lines = list(_LINES)
    lines += [
        f"a{chr(code)}b {chr(code)}"
        for code in range(0x20, 0x3400)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    script = """
      const { normalise, digest } = require('./fingerprint.js');
      return Promise.all(input.map(async (line) => [normalise(line), await digest(normalise(line))]));
    """
    found = _run(script, lines)
    differ = [
        (line, one) for line, one in zip(lines, found, strict=True)
        if one != [python.normalise(line), python.digest_of(python.normalise(line))]
    ]  # fmt: skip

    assert differ == []


def test_places():
    """Each paragraph is found in its own line if it is there, otherwise in another, and no line twice."""
    script = "return require('./fingerprint.js').place(input[0], input[1]);"

    assert _run(script, [["a", "b", "c", "b"], ["x", "b", "a", "b"]]) == [3, 2, 0, 4]
    assert _run(script, [["a", "a"], ["x", "a"]]) == [0, 2]


def test_stems():
    """A word has the same stems and the same parts."""
    listed = sorted(
        {word for pair in _PAIRS for word in pair} | set(stems.words(" ".join(_LINES))) | {"æbleskiver", "constructor"}
    )
    script = """
      const s = require('./stems.js');
      return input.map((word) => [s.danish(word), s.english(word), s.withDanishLetters(word), s.splits(word)]);
    """
    expected = [
        [stems.danish(one), stems.english(one), stems.with_danish_letters(one), [list(pair) for pair in stems.splits(one)]]
        for one in listed
    ]  # fmt: skip

    assert _run(script, listed) == expected


_FIND = """
  const search = require('./search.js'), stems = require('./stems.js');
  const load = async (name) => input.files[name] ?? {};
  const out = [];
  for (const query of input.queries) {
    const found = await search.find(query, input.lang ?? 'da', stems, load);
    out.push(found && [...found.keys()].map((at) => input.files.records[at][0]));
  }
  return out;
"""


def _files(store, language):
    files = {}
    for name, content in index_files(Catalogue(store), language):
        text = content.decode()
        files[name.removesuffix(".js")] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return files


def test_recall(words):  # noqa: F811
    """Every pair of words that `ds.search` finds is found here: inflections, compounds, and ae for æ."""
    titles = dict(zip(words.records.ids, words.records.to_pandas()["title_da"], strict=True))
    queries = sorted({asked for asked, _ in _PAIRS})
    both = [
        _run(_FIND, {"files": _files(words._store, language), "lang": language, "queries": queries})
        for language in ("da", "en")
    ]
    found = {
        query: {titles[id_] for ids in answers for id_ in ids} for query, *answers in zip(queries, *both, strict=True)
    }

    assert [(asked, written) for asked, written in _PAIRS if written not in found[asked]] == []


def test_precision(words):  # noqa: F811
    """A word is not found in one that only looks as if it held it."""
    assert parse("leje").mark("plejehjem")[0].hit is False
    files = _files(words._store, "da")
    titles = dict(zip(words.records.ids, words.records.to_pandas()["title_da"], strict=True))
    (found,) = _run(_FIND, {"files": files, "queries": ["leje"]})

    assert "plejehjem" not in {titles[id_] for id_ in found}


def test_the_same_as_in_the_library(ds):
    """A page finds what `ds.search` finds in its language, and marks the same words."""
    queries = [
        "skemaerne",
        "lærer",
        "laererne",
        "skole leder",
        "skoleleder",
        "vejl",
        "vej",
        "vej*",
        "LFS",
        "guide",
        "form OR plan",
        "OR",
        "dokumentation eleverne",
        "teachers",
        "tale*",
    ]
    script = _FIND.replace(
        "return out;",
        """
      const marks = await Promise.all(input.queries.map((query) => search.marker(query, input.lang, stems, load)));
      return [out, marks.map((hit) => input.words.filter(hit))];
    """,
    )
    for lang in ("da", "en"):
        text = " ".join(f"{row[f'title_{lang}']} {row[f'text_{lang}']}" for row in ds.records.to_dicts())
        seen = sorted(set(stems.words(text)))
        found, marked = _run(
            script, {"files": _files(ds._store, lang), "lang": lang, "queries": queries, "words": seen}
        )
        for query, ids, hits in zip(queries, found, marked, strict=True):
            assert sorted(ids) == sorted(ds.search(query, lang).ids), query
            own = parse(query, ds._store, lang)
            assert hits == [word for word in seen if own.mark(word, lang)[0].hit], query


@pytest.mark.parametrize("lang", ["da", "en"])
def test_nearest_words(ds, lang):
    """A page suggests for a word that no record has what the library would among the words of its language."""
    files = _files(ds._store, lang)
    asked = ["skemaeterne", "documentasion", "kommunen", "teechers", "xyzzy", "borgmestrene", "skemæt", "forenkl"]
    script = """
      const search = require('./search.js'), stems = require('./stems.js');
      const load = async (name) => input.files[name] ?? {};
      return Promise.all(input.asked.map((word) => search.nearest(`"${word}" ${word} skole*`, input.lang, stems, load)));
    """
    found = _run(script, {"files": files, "asked": asked, "lang": lang})
    titles = [f"{row[f'title_{lang}']} {row[f'text_{lang}']}" for row in ds.records.to_dicts()]

    assert files["words"] == sorted({word for text in titles for word in stems.words(text)})
    expected = [[word, list(closest_names(word, files["words"]))] for word in asked if not ds.search(word, lang)]
    assert [pair for pairs in found for pair in pairs] == [pair for pair in expected if pair[1]]


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("LFS", "da"),
        ("lov skoler", "da"),
        ("skolereformen", "da"),
        ("landsforum", "da"),
        ("school", "en"),
        ("holm", "en"),
    ],
)
def test_names_that_found(ds, query, lang):
    """A page shows the names by which a record was found where the library does, and marks the same words in them."""
    script = """
      const search = require('./search.js'), stems = require('./stems.js');
      const load = async (name) => input.files[name] ?? {};
      const hit = await search.marker(input.query, input.lang, stems, load);
      return input.files.records.map(([id, title], at) => hit.covers(`${title}\\n${input.files['texts-0'][at]}`) ? []
        : search.namesWith(hit, stems, input.files['names-0'][at]).map(([label, name]) => `${label}: ${name}`));
    """
    files = _files(ds._store, lang)
    shown = dict(
        zip(
            (row[0] for row in files["records"]),
            _run(script, {"files": files, "query": query, "lang": lang}),
            strict=True,
        )
    )
    snippets = ds.search(query, lang).snippets(lang)

    assert any(one.names for one in snippets)
    for one in snippets:
        assert "; ".join(shown[one.id]) == "".join(part.text for part in one.names), one.id


def test_no_word(words):  # noqa: F811
    """A query without a word finds nothing and has no result; several words must all be found."""
    files = _files(words._store, "da")
    nothing, both = _run(_FIND, {"files": files, "queries": ["?!", "plejehjem xyzzy"]})

    assert nothing is None
    assert both == []


def test_index_is_in_the_site(made, hostile_store):
    """The site has every file that the index names."""
    for language in ("da", "en"):
        names = {f"static/index-{language}/{name}" for name, _ in index_files(Catalogue(hostile_store), language)}
        assert names <= set(made)
