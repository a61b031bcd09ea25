"""Each Monday morning, the boards of their services to everybody who asked for them.

At most once: a mail is claimed before it is sent, and a claim is let go of only where the
server said no or was never reached; then it is tried again all day. Where a worker was
killed in between, or the link broke, nobody knows whether the mail went. It is not sent
again, as two mails that tell one board are taken for two boards, and the board itself is
a click away; the person's account and the trail say that it may not have been sent.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from mersey.web import audit_trail, page_time
from mersey.web.access import visitor
from mersey.web.boards.monday_letter import monday_letter
from mersey.web.jobs.mailing import Posted, send_letter
from mersey.web.models import MondayMail

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from mersey.web.models import Job

MONDAY: Final = 0
FROM_HOUR: Final = 8
"""By the clock of the council."""

SENDING_LASTS: Final = timedelta(minutes=5)
"""A mail that is still being sent after so long is sent by nobody: a link to a mail
server ends after ten seconds."""


def send(_job: Job | None) -> Mapping[str, Any]:
    """How many mails were taken, and of how many it is not known."""
    now = page_time.now()
    n_unsure = _given_up(now)
    here = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    if here.weekday() != MONDAY or here.hour < FROM_HOUR:
        return {"n_sent": 0, "n_unsure": n_unsure}
    monday = here.date()
    due = MondayMail.objects.filter(_is_free(monday)).select_related("person")
    posted = [_posted(one, monday) for one in due]
    return {
        "n_sent": posted.count(Posted.TAKEN),
        "n_unsure": n_unsure + posted.count(Posted.UNSURE),
    }


def _is_free(monday: date) -> Q:
    """Nobody has claimed the mail of that Monday."""
    return ~Q(claimed_for=monday) | Q(claimed_for=None)


def _posted(one: MondayMail, monday: date) -> Posted:
    """What became of the mail; who may see no board, or left, has none."""
    person = one.person
    if not person.is_active or not person.email:
        return Posted.REFUSED
    letter = monday_letter(visitor(person), to=person.email)
    if letter is None or not _claimed(one, monday):
        return Posted.REFUSED
    became = send_letter(letter)
    mail = MondayMail.objects.filter(pk=one.pk)
    if became is Posted.TAKEN:
        mail.update(sent_for=monday)
    elif became is Posted.REFUSED:
        mail.update(claimed_for=None, claimed_at=None)
    else:
        _note_unsure(one, monday)
    return became


def _claimed(one: MondayMail, monday: date) -> bool:
    """Whether the mail is now this worker's to send."""
    free = MondayMail.objects.filter(_is_free(monday), pk=one.pk)
    return bool(free.update(claimed_for=monday, claimed_at=page_time.now()))


def _given_up(now: datetime) -> int:
    """How many claims were found that somebody made who was not heard of again."""
    left = MondayMail.objects.filter(
        Q(sent_for=None) | ~Q(sent_for=F("claimed_for")),
        Q(unsure_for=None) | ~Q(unsure_for=F("claimed_for")),
        claimed_at__lt=now - SENDING_LASTS,
    )
    found = [(one, one.claimed_for) for one in left if one.claimed_for]
    for one, monday in found:
        _note_unsure(one, monday)
    return len(found)


@transaction.atomic
def _note_unsure(one: MondayMail, monday: date) -> None:
    MondayMail.objects.filter(pk=one.pk).update(unsure_for=monday)
    audit_trail.add(
        "may not have sent the Monday mail",
        by=None,
        place="account",
        details={"to": one.person_id, "monday": monday.isoformat()},
    )
