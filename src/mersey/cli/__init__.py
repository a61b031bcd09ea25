"""Words at a prompt. The library does the work; here it is only asked and shown."""

from __future__ import annotations

from mersey.cli.program import app, main

__all__ = ["app", "main"]
