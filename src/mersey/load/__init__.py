"""A file into a plain table, and a plain table into events without identifiers."""

from __future__ import annotations

from mersey.load.formats import FORMATS
from mersey.load.reading import read_raw

__all__ = ["FORMATS", "read_raw"]
