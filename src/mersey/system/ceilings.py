"""Limits that the system itself keeps for this process; Windows has none of them."""

from __future__ import annotations

import contextlib
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

HAS_LIMITS: Final = find_spec("resource") is not None


def limit(**most: int) -> None:
    """Limit this process: `limit(AS=…, DATA=…, CPU=…, CORE=…)`, bytes and seconds.

    A limit that stands already is only made narrower. Where the system has none, what
    mersey counts itself holds alone.
    """
    if not HAS_LIMITS:
        return
    resource: Any = import_module("resource")
    for name, value in most.items():
        with contextlib.suppress(AttributeError, OSError, ValueError):
            kind = getattr(resource, f"RLIMIT_{name}")
            _, hard = resource.getrlimit(kind)
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (least, hard))
