"""The file `fingerprints.yaml` beside a source: the same fingerprints give the same bytes."""

from collections.abc import Iterator

from reformdata.models import Fingerprint, Fingerprints

_HEAD = "# Written by: reformdata source fingerprint. Write it again when the text changes; do not edit it by hand."


def sidecar(fingerprints: Fingerprints) -> str:
    """The text of `fingerprints.yaml`.

    Hashes stand in quotes: one made of digits alone, or with an `e` in it, is a number to many readers of YAML.
    """
    lines = [_HEAD, f'sha256: "{fingerprints.sha256}"', "paragraphs:"]
    for each in fingerprints.paragraphs:
        lines.extend(_entry(each))
    return "\n".join(lines) + "\n"


def _entry(fingerprint: Fingerprint) -> Iterator[str]:
    yield f"  - paragraph: {fingerprint.paragraph}"
    yield f"    words: {fingerprint.words}"
    yield f'    sha256: "{fingerprint.sha256}"'
    yield f'    sketch: "{fingerprint.sketch}"'
