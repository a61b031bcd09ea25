"""Where two answers differ: part by part, so that a failure says what and not only that."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

__all__ = ["differences"]

LAST_BITS = 1e-12
"""Relative: sums of floating-point numbers depend on the order in which they are added."""


def differences(one: Any, other: Any, at: str = "") -> Iterator[str]:
    """Places where `one` is not `other`, each with both values; none where alike."""
    mine, theirs = _parts(one), _parts(other)
    if mine is None or theirs is None:
        if not _is_same(one, other):
            yield f"{at}: {one!r} is not {other!r}"
    elif mine.keys() != theirs.keys():
        yield f"{at}: {sorted(mine)} are not {sorted(theirs)}"
    else:
        for name, part in mine.items():
            yield from differences(part, theirs[name], f"{at}.{name}")


def _parts(value: Any) -> dict[str, Any] | None:
    """What a value is made of, by name or place; None where it is one thing."""
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return {name: getattr(value, name) for name in names}
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, list | tuple):
        return {str(place): part for place, part in enumerate(value)}
    return None


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        both_nothing = math.isnan(one) and math.isnan(other)
        return both_nothing or math.isclose(
            one, other, rel_tol=LAST_BITS, abs_tol=LAST_BITS
        )
    return bool(type(one) is type(other) and one == other)
