"""One column at a time: its profile, the words of its heading, whom it names."""

from __future__ import annotations
