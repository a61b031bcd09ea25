"""Whole interpretations of a table: which shape it has, and which column is what."""

from __future__ import annotations
