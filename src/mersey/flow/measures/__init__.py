"""Measures, one file each: add a file here that declares MEASURE, and it exists."""

from __future__ import annotations
