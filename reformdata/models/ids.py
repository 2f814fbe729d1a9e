"""The ids of records and how ids are sorted and followed."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

ENTRY_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RECORD_ID = r"^[a-z0-9]+(-[a-z0-9]+)*\.[0-9]{2,3}$"


class RecordId(str):
    """Id of a record: the id of its source, a dot, and the number of the record in that source.

    >>> RecordId("kl-2020-temaside.06").source
    'kl-2020-temaside'
    >>> RecordId("kl-2020-temaside.06").number
    6

    It says where a record comes from and nothing of what it claims, so that it never needs to change.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        """Take `value` if it has the form of a record id; else raise a ValueError."""
        if not re.fullmatch(RECORD_ID.removeprefix("^").removesuffix("$"), value):
            raise ValueError(f"not a record id: {value!r}; expected a source id, a dot and two or three digits")
        return super().__new__(cls, value)

    @property
    def source(self) -> str:
        """Id of the source that the record rests on."""
        return self.rpartition(".")[0]

    @property
    def number(self) -> int:
        """Number of the record in its source, from 1."""
        return int(self.rpartition(".")[2])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema

        plain = core_schema.str_schema(pattern=RECORD_ID, max_length=68, strict=True)
        # str.__new__ skips the second look at the pattern: pydantic-core has just matched it.
        return core_schema.no_info_after_validator_function(lambda value: str.__new__(cls, value), plain)


def id_sort_key(id_: str) -> tuple[str, int, str]:
    """The key by which ids are sorted: those of records by source and number, so that `.100` follows `.99`."""
    source, dot, number = id_.rpartition(".")
    return (source, len(number), number) if dot else (id_, 0, "")


def successor_chain(id_: str, successor_of: Callable[[str], str | None]) -> list[str]:
    """`id_`, its successor, the successor of that, and so on; a circle ends before its first repeated id."""
    chain = [id_]
    while (successor := successor_of(chain[-1])) is not None and successor not in chain:
        chain.append(successor)
    return chain
