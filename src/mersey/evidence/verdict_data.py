"""A verdict as plain data, and the JSON Schema of that data: both follow its fields."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Interval,
    Relative,
    Standing,
)
from mersey.evidence.guardrails import Guard, Guarded, GuardStanding
from mersey.evidence.verdict import (
    AsPredicted,
    LookTaken,
    LookTime,
    Secondary,
    Stop,
    Verdict,
    VerdictKind,
)
from mersey.vocabulary import Better, Dimension, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["verdict_data", "verdict_schema"]

NAMES: Final[Mapping[str, Any]] = {
    one.__name__: one
    for one in (
        *(Assumption, AssumptionName, Claim, Effect, Interval, Relative, Standing),
        *(Guard, Guarded, GuardStanding, AsPredicted, LookTaken, LookTime, Secondary),
        *(Stop, Verdict, VerdictKind, Better, Dimension, Unit, Mapping, date),
    )
}
"""What the fields of a verdict are made of, by name."""

SIMPLE: Final[Mapping[Any, Mapping[str, str]]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
}


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON knows it: null where nothing bounds an interval."""
    found: dict[str, Any] = _plain(verdict)
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return _number(value)


def _number(value: Any) -> Any:
    number = value.item() if hasattr(value, "item") else value
    return None if isinstance(number, float) and not math.isfinite(number) else number


def verdict_schema() -> dict[str, Any]:
    """The JSON Schema of what `verdict_data` gives."""
    defined: dict[str, Any] = {}
    root = _schema_of(Verdict, defined)
    return {**root, "$defs": dict(sorted(defined.items()))}


def _schema_of(model: type, defined: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(model, localns=dict(NAMES))
    properties = {one.name: _schema(hints[one.name], defined) for one in fields(model)}
    if model is Interval:  # infinite where nothing bounds it, which JSON has not
        properties |= {end: {"type": ["number", "null"]} for end in ("low", "high")}
    return {
        "type": "object",
        "title": model.__name__,
        "description": (model.__doc__ or "").split("\n", maxsplit=1)[0],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(hint: Any, defined: dict[str, Any]) -> dict[str, Any]:
    if hint in SIMPLE:
        return dict(SIMPLE[hint])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "string", "enum": [member.value for member in hint]}
    if is_dataclass(hint):
        name = hint.__name__  # type: ignore[union-attr]  # a class, not an instance
        if name not in defined:
            defined[name] = {}
            defined[name] = _schema_of(hint, defined)  # type: ignore[arg-type]
        return {"$ref": f"#/$defs/{name}"}
    return _made_of(hint, defined)


def _made_of(hint: Any, defined: dict[str, Any]) -> dict[str, Any]:
    """The schema of a union, a list or a mapping."""
    args = get_args(hint)
    if get_origin(hint) in (UnionType, Union):
        return {"anyOf": list(_each(args, defined))}
    if get_origin(hint) is tuple:
        if args[-1] is Ellipsis:
            return {"type": "array", "items": _schema(args[0], defined)}
        items = list(_each(args, defined))
        return {"type": "array", "prefixItems": items, "items": False}
    return {"type": "object", "additionalProperties": _schema(args[1], defined)}


def _each(hints: tuple[Any, ...], defined: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (_schema(hint, defined) for hint in hints)
