"""The parts of the page below the first screen, one file each."""

from __future__ import annotations
