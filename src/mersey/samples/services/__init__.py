"""One made-up service per file, each declaring `SAMPLE`."""

from __future__ import annotations
