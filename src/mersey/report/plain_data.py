"""Results as plain data: what `json.dumps` takes, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any


def as_plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with ISO dates, lists for tuples, and null for NaN and infinity."""
    return {str(key): _plain(item) for key, item in data.items()}


def _plain(value: Any) -> Any:
    """The value as JSON knows it: ISO dates, lists, no NaN, no library's numbers."""
    if isinstance(value, Mapping):
        return as_plain(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return _plain_number(value)


def _plain_number(value: Any) -> Any:
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float) and not math.isfinite(number):
        return None
    return number
