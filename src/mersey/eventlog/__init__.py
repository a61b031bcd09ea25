"""eventlog."""

from __future__ import annotations
