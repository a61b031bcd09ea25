"""Holds a bill of materials to the published schema, in an environment of its own."""

from __future__ import annotations
