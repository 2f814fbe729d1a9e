"""The text of a source as a file that the user names: its content, or why it cannot be taken."""

from pathlib import Path

from reformdata.cli.hydrate import UNREADABLE
from reformdata.cli.output.concise import visible_path
from reformdata.curation.reading.files import MAX_SIDECAR_BYTES
from reformdata.curation.reading.strict_yaml import parse
from reformdata.evidence.texts import decode, read_bytes
from reformdata.findings import Message


def text_content(path: Path) -> bytes | Message:
    """The content of the text at `path`, which has a paragraph and is UTF-8; or why it cannot be taken.

    Raises:
        OSError: if there is nothing at `path`.
    """
    path.lstat()  # of a path where there is nothing, the system says so best
    content = read_bytes(path.resolve())
    reason = decode(content)[1] if isinstance(content, bytes) else content
    if isinstance(content, bytes) and reason is None:
        return content
    what = UNREADABLE[reason] if reason else UNREADABLE["not-opened"]
    return Message(f"{visible_path(str(path))}: {what.da}", f"{visible_path(str(path))}: {what.en}")


def can_be_read(fingerprints: bytes) -> bool:
    """Whether the content of a `fingerprints.yaml` is one that reading takes: it bounds the size and the number of values."""
    return len(fingerprints) <= MAX_SIDECAR_BYTES and not parse(fingerprints.decode(), "fingerprints.yaml")[1]


def too_long(paragraphs: int) -> Message:
    """What to say of a text whose fingerprints no file can hold."""
    return Message(
        f"kilden har {paragraphs} afsnit, og deres fingeraftryk fylder mere, end en fil må; del kilden",
        f"the source has {paragraphs} paragraphs, and their fingerprints take more than a file may: split the source",
    )
