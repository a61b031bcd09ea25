"""What somebody is told: what bears their name, what waits for them, what is late.

Nothing is kept but what was read: each is worked out anew, so that it is gone when it is
done. One whose words change is new.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from mersey.errors import MerseyError
from mersey.web import audit_trail
from mersey.web.access import services_of
from mersey.web.boards.what_needs_me import needs_of
from mersey.web.experiments.next_steps import next_steps
from mersey.web.experiments.place import find, read_all
from mersey.web.jobs.watching import notices
from mersey.web.models import NoticeRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mersey.web.access import Visitor
    from mersey.web.experiments.place import Found
    from mersey.web.models import Account, CouncilService


@dataclass(frozen=True, kw_only=True)
class Notification:
    """One thing that somebody is told.

    Attributes:
        key: Stands for all of it. kind: Such as "promise". service: Whose it is.
        address: Where it is. words, rest: What is said.
    """

    key: str
    kind: str
    service: str
    address: str
    words: str
    rest: str
    is_read: bool


def notifications_of(who: Visitor) -> list[Notification]:
    """What the person is told, what is not read first."""
    if who.person is None:
        return []
    read = set(
        NoticeRead.objects.filter(person=who.person).values_list("notice", flat=True)
    )
    found = [_made(said, read) for said in _said(who)]
    return sorted(found, key=lambda one: one.is_read)


@transaction.atomic
def mark_read(person: Account, keys: Iterable[str]) -> int:
    """How many were not read before."""
    now = datetime.now(UTC)
    n_new = 0
    for key in keys:
        _, is_new = NoticeRead.objects.get_or_create(
            person=person, notice=key, defaults={"at": now}
        )
        n_new += is_new
    if n_new:
        audit_trail.add(
            "read notifications", by=person, place="account", details={"n": n_new}
        )
    return n_new


Said = tuple[str, str, str, str, str]
"""Kind, service, address, words and the rest."""


def _made(said: Said, read: set[str]) -> Notification:
    kind, service, address, words, rest = said
    key = hashlib.sha256("\0".join(said).encode()).hexdigest()[:32]
    return Notification(
        key=key,
        kind=kind,
        service=service,
        address=address,
        words=words,
        rest=rest,
        is_read=key in read,
    )


def _said(who: Visitor) -> Iterator[Said]:
    seen = services_of(who)
    own = list(seen.filter(teams__memberships__person=who.person))
    for service in own:
        for one in needs_of([service], who):
            if one.kind != "board":
                yield one.kind, service.name, one.address, one.words, one.rest
    for service in own or list(seen):
        yield from _experiments(service, who)
    for told in notices(who.person, datetime.now(UTC)):
        if seen.filter(pk=told.service.pk).exists():
            where = reverse("service-data", kwargs={"service": told.service.slug})
            yield "data", told.service.name, where, told.said, ""


def _experiments(service: CouncilService, who: Visitor) -> Iterator[Said]:
    """Plans that wait to be read, and decisions that wait to be confirmed, by `who`."""
    try:
        names = sorted(read_all(service).experiments)
        found = [one for name in names if (one := find(service, name)) is not None]
    except MerseyError:
        return  # the page of the experiments says what is wrong with their files
    for one in found:
        said = _of_experiment(one, who)
        if said:
            kind, rest = said
            parts = {"service": service.slug, "experiment": one.plan.id}
            where = reverse("experiment", kwargs=parts)
            yield kind, service.name, where, one.plan.title, rest


def _of_experiment(found: Found, who: Visitor) -> tuple[str, str] | None:
    steps = next_steps(found, who)
    if steps.may_freeze and not steps.is_writer:
        return "plan", "A plan waits for somebody to read it."
    if steps.may_confirm and not steps.why_not_confirm:
        return "decision", "A decision waits to be confirmed."
    return None
