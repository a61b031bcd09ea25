"""The process map: which steps and links are shown, where they go, how they are drawn."""

from __future__ import annotations
