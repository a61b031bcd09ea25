"""What a service is: packs of words, steps, clocks and codes, as data."""

from __future__ import annotations

from mersey.services.service import Service

__all__ = ["Service"]
