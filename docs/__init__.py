"""The documentation; `docs.generate` writes the reference pages from the code."""

from __future__ import annotations
