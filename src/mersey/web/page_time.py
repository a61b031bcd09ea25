"""What time it is, for every page: one place, which a test can move."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable


def wall() -> datetime:
    """The time on the wall, with its zone."""
    return datetime.now(UTC)


def now() -> datetime:
    """The time that pages go by, with its zone."""
    clock: Callable[[], datetime] = settings.SITE_CLOCK
    return clock()


def today() -> date:
    """The day that pages go by, where the council is."""
    return now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
