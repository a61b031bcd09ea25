"""A mapping as plain data, for JSON and for the manifest, and read back from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.load.dates.style import DateStyle
from mersey.load.shapes.mapping import (
    ONE_EACH,
    SEVERAL,
    ColumnMapping,
    MappingReason,
    Shape,
)
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


def mapping_as_data(mapping: ColumnMapping) -> dict[str, Any]:
    """The mapping as plain data for JSON; roles that no column plays are null."""
    return {
        "shape": mapping.shape.value,
        "newest_first": mapping.newest_first,
        **({"closes_alone": True} if mapping.closes_alone else {}),
        "changes": list(mapping.changes),
        "time_zone": mapping.time_zone,
        "keep_ids": mapping.keep_ids,
        "columns": {
            **{name: getattr(mapping, name) for name in ONE_EACH},
            **{name: list(getattr(mapping, name)) for name in SEVERAL},
        },
        "service": mapping.service,
        "limits": list(mapping.limits),
        "events": dict(mapping.events),
        "fields": dict(mapping.fields),
        "dates": {
            name: {
                "format": style.format,
                "has_time": style.has_time,
                "has_zone": style.has_zone,
                **({"clock": style.clock} if style.clock else {}),
                "said": style.said,
            }
            for name, style in mapping.dates.items()
        },
        "nulls": {name: list(texts) for name, texts in mapping.nulls.items()},
        "keep": dict(mapping.keep),
        "generalised": {n: dict(forms) for n, forms in mapping.generalised.items()},
        "dropped": dict(mapping.dropped),
        "reasons": {
            role.value: {"text": reason.text, "confidence": reason.confidence}
            for role, reason in mapping.reasons.items()
        },
    }


def mapping_of(told: Mapping[str, Any]) -> ColumnMapping:
    """The mapping that `mapping_as_data` made plain.

    Raises:
        KeyError: Something that it writes is missing.
        ValueError: There is no such shape or role.
    """
    columns: Mapping[str, Any] = told["columns"]
    reasons: Mapping[str, Mapping[str, Any]] = told["reasons"]
    same = (
        *("newest_first", "time_zone", "keep_ids", "service", "events", "fields"),
        *("keep", "generalised", "dropped"),
    )
    said: dict[str, Any] = {
        **{name: told[name] for name in same},
        **{name: columns[name] for name in ONE_EACH},
        **{name: tuple(columns[name]) for name in SEVERAL},
    }
    return ColumnMapping(
        shape=Shape(told["shape"]),
        closes_alone=told.get("closes_alone", False),
        changes=tuple(told["changes"]),
        limits=tuple(told["limits"]),
        dates={name: DateStyle(**style) for name, style in told["dates"].items()},
        nulls={name: tuple(texts) for name, texts in told["nulls"].items()},
        reasons={Role(role): MappingReason(**why) for role, why in reasons.items()},
        **said,
    )
