"""What the processes of the tests do: well, badly, and for ever."""

from __future__ import annotations

import time
from typing import Any

from mersey.errors import FileUnreadable


def well(parameters: Any, tell: Any) -> dict[str, Any]:
    """What it was given."""
    tell("Reading", 0.5)
    return {"given": parameters["given"]}


def refused(_parameters: Any, _tell: Any) -> dict[str, Any]:
    """Nothing: it is a person's mistake."""
    raise FileUnreadable("It cannot be read.", next_step="Save it again.")


def broken(_parameters: Any, _tell: Any) -> dict[str, Any]:
    """Nothing: it is a bug."""
    raise ZeroDivisionError


def endless(_parameters: Any, _tell: Any) -> dict[str, Any]:
    """Nothing, ever."""
    while True:
        time.sleep(0.1)


def greedy(_parameters: Any, _tell: Any) -> dict[str, Any]:
    """More than there is."""
    return {"n": len(bytes(8 << 30))}
