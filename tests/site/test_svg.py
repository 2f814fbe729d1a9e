"""Charts as figures: the network of a reform."""

from datetime import date
from types import SimpleNamespace

from reformdata.site.svg import ROW, network

_DAYS = {name: date(2020, 1, day) for day, name in enumerate("abcdefgh", 1)}


def _edges(*pairs):
    return [SimpleNamespace(record=one, to=other) for one, other in pairs]


def test_groups():
    """Records that lead to each other are one group, the earliest first; the largest group is the first."""
    drawn = network(_DAYS, _edges(("b", "a"), ("h", "d"), ("f", "h"), ("d", "c")))

    assert drawn.groups == (("c", "d", "f", "h"), ("a", "b"))
    assert drawn.rows == ("c", "d", "f", "h", "a", "b")
    assert drawn.left_out == 0


def test_arcs():
    """Each pair has an arc between its rows, whatever the number of relations and their direction."""
    drawn = network(_DAYS, _edges(("b", "a"), ("a", "b"), ("c", "b")))

    assert len(drawn.arcs) == 2
    assert f" {ROW * 0.5:g}C" in drawn.arcs[0]
    assert drawn.arcs[0].endswith(f" {ROW * 1.5:g}")


def test_most_rows():
    """More than sixty records are not drawn; how many there are is known, and no arc leads to them."""
    names = [f"{number:03d}" for number in range(101)]
    drawn = network(dict.fromkeys(names, date(2020, 1, 1)), _edges(*zip(names[1:], names, strict=False)))

    assert len(drawn.rows) == 60
    assert drawn.left_out == 41
    assert len(drawn.arcs) == 59


def test_nothing():
    """Without relations there is nothing to draw."""
    assert network(_DAYS, []).rows == ()
