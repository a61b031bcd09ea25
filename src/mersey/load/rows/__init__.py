"""What becomes of every row: events, cases, and an account of the rest."""

from __future__ import annotations
