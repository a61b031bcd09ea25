"""What differs between two versions of a plan, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES: Final = ("name", "id", "on")
"""Keys by which the entries of a list are known, the first that all have."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field that is not what it was.

    Attributes:
        field: Its place, as `guardrails[Refused].margin`.
        before, after: What it said, as plain data; None where it was not there.
    """

    field: str
    before: Any
    after: Any

    def as_data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"field": self.field, "before": self.before, "after": self.after}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Difference:
        """The difference that plain data describes."""
        return cls(field=data["field"], before=data["before"], after=data["after"])


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Every field whose value differs, in the order of the fields."""
    return tuple(_between(before, after, ""))


def _between(before: object, after: object, place: str) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            inner = f"{place}.{key}" if place else str(key)
            yield from _between(before.get(key), after.get(key), inner)
        return
    named = _by_name(before), _by_name(after)
    if named[0] and named[1]:
        for key in dict.fromkeys((*named[0], *named[1])):
            inner = f"{place}[{key}]"
            yield from _between(named[0].get(key), named[1].get(key), inner)
        return
    yield Difference(field=place, before=before, after=after)


def _by_name(entries: object) -> Mapping[str, object]:
    """Entries of a list by their names; empty where it is no list of named entries."""
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        return {}
    for key in NAMES:
        if all(isinstance(one, Mapping) and key in one for one in entries):
            by_name = {str(one[key]): one for one in entries}
            return by_name if len(by_name) == len(entries) else {}
    return {}
