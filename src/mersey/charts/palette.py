"""Which colours a chart may use, and how far apart two of them are.

Source: Government Analysis Function, "Data visualisation: colours in charts" (2024);
contrast after WCAG 2.2. Orange is never text: it reaches 3:1 on white, not 4.5:1. Red
and green do not occur, so they never meet.
"""

from __future__ import annotations

from typing import Final

DARK_BLUE: Final = "#12436D"
PLUM: Final = "#801650"
ORANGE: Final = "#F46A25"
DARK_GREY: Final = "#3D3D3D"
INK: Final = "#0B0C0C"
"""Text."""

SECONDARY: Final = "#505A5F"
"""Text that may be passed over, and reference lines."""

MUTED: Final = "#858C91"
"""Marks that stand back, such as the dots of ordinary cases on the strip."""

RULE: Final = "#B1B4B6"
"""Axis lines."""

GRID: Final = "#E3E6E8"
"""Lines behind the data."""

PALE_BLUE: Final = "#E9EFF4"
"""Areas behind the data."""

LOSS: Final = "#FBEDE3"
"""Areas where it got worse: pale enough for any text upon them."""

BROWN: Final = "#8A3A0B"
"""Text and lines that go with orange, which is too pale to be read as text."""

FAINT: Final = "#C5D3DF"
"""Filled areas that are data: the band of work in progress, a 95 % interval."""

WHITE: Final = "#FFFFFF"
