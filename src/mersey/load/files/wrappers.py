"""Records that each lie inside a wrapper: `{"data": {…}, "timestamp": …}`.

What a harvester or an interface puts around a record (its own times, versions, links)
says nothing of the case, and its times would be taken for steps. Source of the shapes:
RFC 7946 (GeoJSON features); JSON:API 1.1, resource objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.findings.about_the_file.tables import WRAPPER_LEFT_OUT
from mersey.load.files.flattening import flat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.vocabulary import Finding

INNER: Final = ("data", "properties", "attributes", "_source", "node", "record", "item")
KEYS: Final = ("id", "_id", "key", "number", "ref", "reference")
PAGED: Final = frozenset(
    (
        "data",
        "items",
        "results",
        "result",
        "records",
        "issues",
        "values",
        "rows",
        "features",
        "entries",
        "objects",
        "content",
        "value",
        "service_requests",
        "requests",
    )
)
SUBSTANCE: Final = (
    "status",
    "state",
    "created",
    "opened",
    "closed",
    "resolved",
    "received",
    "due",
)
TIMES_RICHER: Final = 2


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """How each record is wrapped.

    Attributes:
        inner: The key under which the record itself lies.
        left_out: Keys of the wrapper that are not read.
    """

    inner: str
    left_out: tuple[str, ...]

    def open(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record, with the wrapper's own key where it has none."""
        inside = record.get(self.inner)
        if not isinstance(inside, dict):
            return {}
        outer = {k: record[k] for k in KEYS if k in record and k not in self.left_out}
        return {**outer, **inside}

    def findings(self) -> tuple[Finding, ...]:
        """What is not read of the wrapper."""
        if not self.left_out:
            return ()
        names = ", ".join(f"“{name}”" for name in self.left_out[:5])
        n = len(self.left_out)
        return (WRAPPER_LEFT_OUT.found(n, inner=self.inner, names=names),)


def find_wrapper(records: Sequence[Mapping[str, Any]]) -> Wrapper | None:
    """The wrapper that all the records share; None where they have none."""
    for inner in INNER:
        if records and all(_is_wrapped(record, inner) for record in records):
            inside = {key for record in records for key in record[inner]}
            outside = {
                key: None for record in records for key in record if key != inner
            }
            has_key = any(key in inside for key in KEYS)
            kept = () if has_key else tuple(k for k in KEYS if k in outside)[:1]
            left_out = tuple(key for key in outside if key not in kept)
            return Wrapper(inner=inner, left_out=left_out)
    return None


def pages_in(records: Sequence[Mapping[str, Any]]) -> str | None:
    """The key of the list of records, where each record is a page of them."""
    if not records:
        return None
    for key in records[0]:
        if key.casefold() in PAGED and all(_is_page(record, key) for record in records):
            return key
    return None


def _is_wrapped(record: Mapping[str, Any], inner: str) -> bool:
    inside = record.get(inner)
    if not isinstance(inside, dict) or len(inside) < 2:
        return False
    if record.get("type") == "Feature":
        return inner == "properties"
    outer = {key: value for key, value in record.items() if key != inner}
    if any(word in key.casefold() for key in outer for word in SUBSTANCE):
        return False
    return len(dict(flat(inside))) >= TIMES_RICHER * len(dict(flat(outer)))


def _is_page(record: Mapping[str, Any], key: str) -> bool:
    items = record.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return False
    return not any(name in record for name in KEYS)
