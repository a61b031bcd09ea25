"""flow/measures."""

from __future__ import annotations
