"""The board that somebody asked for: its log, its day, what was typed, and its names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404

from mersey.answer.board import board
from mersey.errors import UnknownName
from mersey.web import audit_trail
from mersey.web.boards.kept_facts import (
    A_DAY,
    kept_facts,
    on_day,
    version_of,
)
from mersey.web.boards.typed_in import names_of, typed_of
from mersey.web.experiments.under_way import trying_now
from mersey.web.jobs.answers import answer_about
from mersey.web.page_memory import NAMES_SEEN
from mersey.web.page_time import today as today_on_the_wall

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.answer.board import Board, BoardFacts
    from mersey.report.board import CaseCalling, Names
    from mersey.web.models import Account, CouncilService
    from mersey.web.routing import Visit


@dataclass(frozen=True, kw_only=True)
class ShownBoard:
    """A board and how its cases are called.

    Attributes:
        today: Its day. is_now: False for a Monday that is over: nothing is typed there.
        versions: Promise's id → version of its record.
    """

    board: Board
    names: Names
    today: date
    is_now: bool
    versions: dict[str, int]

    def case_of(self, said: str) -> str:
        """Key of the open case that somebody named; empty for none, or for two."""
        wanted = said.strip().casefold()
        found = {
            case.key
            for case in self.board.facts.cases
            if wanted in self._names(case.key)
        }
        return found.pop() if len(found) == 1 else ""

    def _names(self, key: str) -> set[str]:
        """All ways to write a case: as it is called here, its key, its key's start."""
        called = self.names.called(key)
        short = called.id.removeprefix("case-")
        return {one.casefold() for one in (called.text, key, short)}


def current_facts(service: CouncilService, version: str = "") -> BoardFacts:
    """What the log of a service says, as on its board's own day.

    Of a version that is pinned and not in use: as on the day after it ends.

    Raises:
        Http404: No log of it was loaded, or no such version was ever in use.
    """
    answers = settings.SITE_ANSWERS
    try:
        answer_about(service, version)
        found = kept_facts(answers.folder(service.slug, version), answers.code)
        is_in_use = version in ("", answers.folder(service.slug).name)
    except UnknownName as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return on_day(found, day_of(found) if is_in_use else found.week.as_at + A_DAY)


def is_of_now(visit: Visit) -> bool:
    """Whether the visit is to the version in use, pinned or not."""
    in_use: str = settings.SITE_ANSWERS.folder(visit.of.slug).name
    return visit.version in ("", in_use)


def day_of(facts: BoardFacts) -> date:
    """The day of a board: today; in a demo the day after its made-up log ends."""
    if settings.SITE.is_demo:
        return facts.week.as_at + A_DAY
    return today_on_the_wall()


def facts_if_made(service: CouncilService) -> BoardFacts | None:
    """The same where it is there already: a list never waits."""
    answers = settings.SITE_ANSWERS
    try:
        if not answers.is_made(service.slug):
            return None
        found = kept_facts(answers.folder(service.slug), answers.code)
    except UnknownName:
        return None
    return on_day(found, day_of(found)) if found else None


def shown_board(
    request: HttpRequest, visit: Visit, *, week: date | None = None
) -> ShownBoard | None:
    """The board of a service; None where no log of that week is kept.

    Args:
        request: Of the session in which names are seen.
        visit: Who asked, and for which service.
        week: A day of the week that is wanted; None for this one.

    Raises:
        Http404: No log of the service was loaded.
    """
    facts = current_facts(visit.of, visit.version)
    today = facts.week.now
    monday = _monday(week or today)
    is_now = monday >= _monday(today) and is_of_now(visit)
    if not is_now and is_of_now(visit):
        earlier = _earlier(visit.of, monday)
        if earlier is None:
            return None
        facts = on_day(earlier, monday)
    typed = typed_of(visit.of, visit.who)
    names = names_of(visit.of, who=visit.who, keeps_ids=facts.keeps_ids)
    team = request.GET.get("team", "")
    made = board(
        facts,
        typed.typed,
        trying=trying_now(visit.of) if is_now else (),
        team=team if team in facts.teams else "",
    )
    tell_names_seen(request, visit.who.person, visit.of, made.facts, names)
    return ShownBoard(
        board=made,
        names=names,
        today=facts.week.now,
        is_now=is_now,
        versions=typed.versions,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _earlier(service: CouncilService, monday: date) -> BoardFacts | None:
    """What the log that was in use on a Monday says; None where none is kept.

    Also None where it was answered by another version of mersey only.
    """
    answers = settings.SITE_ANSWERS
    logs = answers.folder(service.slug).parent
    version = version_of(logs, monday)
    return kept_facts(logs / version, answers.code) if version else None


def tell_names_seen(
    request: HttpRequest,
    person: Account | None,
    service: CouncilService,
    facts: BoardFacts,
    names: CaseCalling,
) -> None:
    """Note that names of a service's cases were seen: once for each session, log and day."""
    keys = [case.key for case in facts.cases if names.reference(case.key)]
    if not keys:
        return
    seen: dict[str, Any] = request.session.get(NAMES_SEEN, {})
    what = f"{facts.log_version} {facts.week.now.isoformat()}"
    if seen.get(service.slug) == what:
        return
    audit_trail.add(
        "saw names of cases",
        by=person,
        place=f"services/{service.slug}/board",
        details={"cases": len(keys), "log_version": facts.log_version},
    )
    request.session[NAMES_SEEN] = {**seen, service.slug: what}
