"""Dates: how they are written, what a column of them holds, and their moments."""

from __future__ import annotations
