"""How periods are written, and what a column of them says about order and gaps."""

from __future__ import annotations
