"""One file per format; `FORMATS` finds them."""

from __future__ import annotations

from mersey.load.files.format import Format
from mersey.registry import collect

__all__ = ["FORMATS"]

FORMATS = collect(__name__, "FORMAT", Format)
