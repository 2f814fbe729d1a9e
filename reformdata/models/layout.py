"""Counts and tables as lines of plain text."""

from collections.abc import Iterator, Mapping, Sequence


def align_columns(rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    """`rows` as lines, each column as wide as its widest cell: words to the left, numbers to the right.

    The first row is a heading; a column is one of numbers if its second row has a number there.
    """
    widths = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
    numbers = [isinstance(cell, int) for cell in rows[min(1, len(rows) - 1)]]
    for row in rows:
        cells = zip(map(str, row), widths, numbers, strict=True)
        yield "  ".join(cell.rjust(width) if number else cell.ljust(width) for cell, width, number in cells).rstrip()


def bars(counts: Mapping[str, int], *, width: int = 40) -> Iterator[str]:
    """`counts` as lines with a bar each, the longest of at most `width` characters; names are cut at 48."""
    if not counts:
        return
    names = [name if len(name) <= 48 else f"{name[:47]}…" for name in counts]
    longest, largest = max(map(len, names)), max(counts.values())
    digits = len(str(largest))
    scale = min(1.0, width / largest)
    for name, number in zip(names, counts.values(), strict=True):
        yield f"  {name:{longest}}  {number:{digits}}  {'▇' * max(1, round(number * scale))}"
