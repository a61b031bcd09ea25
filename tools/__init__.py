"""What makes and packs mersey, beside the program: locks, its parts, folders to give."""

from __future__ import annotations
