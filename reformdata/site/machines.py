"""The parts of the site for programs: records and lists as JSON, feeds, the sitemap."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape  # that of xml.sax imports urllib, http and ssl
from typing import Any, NamedTuple

from reformdata.about import LICENCE, PUBLISHER
from reformdata.dataset.comparison.comparison import Comparison
from reformdata.models import TABLES, Label, Language
from reformdata.models.names import name_of
from reformdata.site.catalogue import ROLES, Catalogue
from reformdata.site.pages import FOLDERS, Place
from reformdata.site.wording import WORDS

API = "api/v1"
NEWEST = 50
"""How many entries a feed has."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def api_files(catalogue: Catalogue, place: Place) -> Iterator[tuple[str, bytes]]:
    """Every record and entry as JSON, and the list of each table."""
    outcomes = catalogue.body("outcomes")
    records, listed = catalogue.body("records"), []
    for id_, body in records.items():
        if id_ not in catalogue.records:
            continue
        head = {"id": id_, "kind": body["kind"], "date": catalogue.dates[id_].isoformat(), "title": body["title"]}
        pages = _pages(place, f"records/{id_}.html")
        incoming = [
            {
                "record": str(edge.record),
                "type": edge.type.value,
                "reason": {"da": edge.reason.da, "en": edge.reason.en},
            }
            for edge in catalogue.edges.get(id_, ())
            if edge.to == id_
        ]
        full = {**head, **body, "date": head["date"], "source": catalogue.records[id_].id.source}
        full |= {"outcome": outcomes.get(id_), "related_by": incoming, "pages": pages, "licence": LICENCE}
        yield f"{API}/records/{id_}.json", _json(full)
        listed.append({**head, "voice": body["voice"]["actor"], "fate": catalogue.fate(id_), "pages": pages})
    for id_, body in catalogue.body("retired").items():
        yield f"{API}/records/{id_}.json", _json({**body, "pages": _pages(place, f"records/{id_}.html")})
    yield f"{API}/records.json", _json(_list(catalogue, "records", listed))
    for table in TABLES:
        entries = []
        for id_, body in catalogue.body(table).items():
            pages = _pages(place, f"{FOLDERS[table]}/{id_}.html") if table in FOLDERS else {}
            full = {**body, **({"pages": pages} if pages else {})}
            if table in FOLDERS:
                yield f"{API}/{table}/{id_}.json", _json({**full, "records": _records_of(catalogue, table, id_)})
            entries.append(full)
        yield f"{API}/{table}.json", _json(_list(catalogue, table, entries))


def changes_files(
    catalogue: Catalogue, releases: Mapping[str, date], comparisons: Iterable[Comparison]
) -> Iterator[tuple[str, bytes]]:
    """What each version brought, by day, and where an earlier one is at hand what differs from it.

    Args:
        catalogue: the data.
        releases: the day of each version.
        comparisons: each of some versions with the one before it.
    """
    versions, compared = catalogue.versions(releases), {one.after: one for one in comparisons}
    for version in dict.fromkeys((*versions, *compared)):
        days = versions.get(version, {})
        released, comparison = releases.get(version), compared.get(version)
        brought = {
            "version": version,
            "released": released.isoformat() if released else None,
            "days": [{"day": day.isoformat(), "added": one.added} for day, one in days.items() if one.added],
            "withdrawn": [
                {"id": id_, "day": day.isoformat(), "replaced_by": catalogue.corpus.retired[id_].replaced_by}
                for day, one in days.items()
                for id_ in one.withdrawn
            ],
            "assessed": [
                {"id": id_, "day": day.isoformat(), "verdict": verdict.value}
                for day, one in days.items()
                for id_, verdict in one.assessed
            ],
            "compared": json.loads(comparison.to_json()) if comparison else None,
        }
        yield f"{API}/changes/{version}.json", _json(brought)


def _records_of(catalogue: Catalogue, table: str, id_: str) -> Any:
    if table == "actors":
        return {role: list(ids) for (role, actor), ids in _roles(catalogue, id_)}
    if table == "documents":
        return list(catalogue.evidence_of.get(id_, ()))
    return list(catalogue.by_entry.get((table, id_), ()))


def _roles(catalogue: Catalogue, id_: str) -> Iterator[tuple[tuple[str, str], Sequence[str]]]:
    for role in ROLES:
        ids = catalogue.by_role.get((role, id_), ())
        if ids:
            yield (role, id_), ids


def _list(catalogue: Catalogue, table: str, entries: Sequence[Any]) -> dict[str, Any]:
    return {"version": catalogue.store.version, "licence": LICENCE, "count": len(entries), table: entries}


def _pages(place: Place, path: str) -> dict[str, str]:
    return {language: f"{place.base_url}{language}/{path}" for language in ("da", "en")}


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


class _Entry(NamedTuple):
    """An entry of a feed."""

    id: str
    day: date
    title: str
    text: str
    path: str


def feeds(catalogue: Catalogue, language: Language, place: Place) -> Iterator[tuple[str, bytes]]:
    """Atom: of everything, and of each area, reform and actor; new records, new assessments and withdrawn records."""
    entries = list(_entries(catalogue, language))
    yield "feed.xml", _atom("feed.xml", "reformdata", entries, language, place)
    by_record: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_record.setdefault(entry.path, []).append(entry)
    for table in ("areas", "reforms", "actors"):
        for id_, one in getattr(catalogue.corpus, table).items():
            ids: Iterable[str] = catalogue.by_entry.get((table, id_), ())
            if table == "actors":
                ids = dict.fromkeys(i for _, found in _roles(catalogue, id_) for i in found)
            chosen = [entry for i in ids for entry in by_record.get(f"records/{i}.html", ())]
            title = f"reformdata: {name_of(one).in_(language)}"
            path = f"{FOLDERS[table]}/{id_}.xml"
            yield path, _atom(path, title, chosen, language, place)


def _entries(catalogue: Catalogue, language: Language) -> Iterator[_Entry]:
    for id_, record in catalogue.records.items():
        path = f"records/{id_}.html"
        yield _Entry(
            f"records:{id_}", record.curation.added, record.title.in_(language), record.text.in_(language), path
        )
        outcome = catalogue.corpus.outcomes.get(id_)
        for one in outcome.assessments if outcome else ():
            verdict: Label = one.verdict.label
            title = f"{record.title.in_(language)}: {verdict.in_(language)}"
            yield _Entry(f"outcomes:{id_}:{one.as_of}", one.as_of, title, one.text.in_(language), path)
    for id_, gone in catalogue.corpus.retired.items():
        reason = gone.reason.in_(language) if gone.reason else ""
        title = f"{WORDS['withdrawn'].in_(language)}: {id_}"
        yield _Entry(f"records:{id_}", gone.retired, title, reason, f"records/{id_}.html")


def _atom(path: str, title: str, entries: Sequence[_Entry], language: Language, place: Place) -> bytes:
    newest = sorted(entries, key=lambda one: (-one.day.toordinal(), one.id))[:NEWEST]
    updated = newest[0].day if newest else date(2026, 1, 1)
    base = f"{place.base_url}{language}/" if place.base_url else "../" * path.count("/")
    page = "index.html" if path == "feed.xml" else path.replace(".xml", ".html")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<id>urn:reformdata:feed:{language}:{escape(path)}</id>",
        f"<title>{_xml(title)}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{_xml(PUBLISHER)}</name></author>",
        f'<link href="{escape(base + page)}"/>',
    ]
    if place.base_url:
        lines.append(f'<link rel="self" href="{escape(base + path)}"/>')
    for one in newest:
        lines += [
            "<entry>",
            f"<id>urn:reformdata:{one.id}</id>",
            f"<title>{_xml(one.title)}</title>",
            f"<updated>{one.day}T00:00:00Z</updated>",
            f'<link href="{escape(base + one.path)}"/>',
            f"<summary>{_xml(one.text)}</summary>",
            "</entry>",
        ]
    return "\n".join((*lines, "</feed>", "")).encode()


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), quote=False)


def sitemap(paths: Iterable[str], place: Place) -> bytes:
    """The address of every page, each with its twin in the other language."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in paths:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{one}" href="{place.base_url}{one}/{path}"/>'
            for one in ("da", "en")
        )
        lines += [f"<url><loc>{place.base_url}{one}/{path}</loc>{links}</url>" for one in ("da", "en")]
    return "\n".join((*lines, "</urlset>", "")).encode()
