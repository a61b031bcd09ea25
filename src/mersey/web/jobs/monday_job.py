"""Each Monday morning, the boards of their services to everybody who asked for them.

A mail that was not taken is tried again all day; one person has one mail a Monday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from mersey.web import page_time
from mersey.web.access import visitor
from mersey.web.boards.monday_letter import monday_letter
from mersey.web.jobs.mailing import send_letter
from mersey.web.models import MondayMail

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mersey.web.models import Job

MONDAY: Final = 0
FROM_HOUR: Final = 8
"""By the clock of the council."""


def send(_job: Job | None) -> Mapping[str, Any]:
    """How many mails were taken."""
    here = page_time.now().astimezone(ZoneInfo(settings.TIME_ZONE))
    if here.weekday() != MONDAY or here.hour < FROM_HOUR:
        return {"n_sent": 0}
    due = MondayMail.objects.exclude(sent_for=here.date()).select_related("person")
    return {"n_sent": sum(_sent(one, here.date()) for one in due)}


def _sent(one: MondayMail, monday: date) -> bool:
    """Whether mail went; who may see no board, or left, has none."""
    person = one.person
    if not person.is_active or not person.email:
        return False
    letter = monday_letter(visitor(person), to=person.email)
    if letter is None or not send_letter(letter):
        return False
    MondayMail.objects.filter(pk=one.pk).update(sent_for=monday)
    return True
