"""One file for each generated page; each has a function that returns its text."""

from __future__ import annotations
