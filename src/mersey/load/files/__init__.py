"""Files as they lie: text, encodings, delimiters, sheets, headings, streams."""

from __future__ import annotations
