"""What the teams of the made-up borough typed on the board of planning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction

from mersey.answer.board import board
from mersey.services.service import CaseReference
from mersey.web.boards.kept_facts import kept_facts, on_day
from mersey.web.boards.one_board import day_of
from mersey.web.boards.ways import WantedPart, make_way
from mersey.web.models import (
    Account,
    BoardBlocker,
    BoardLimit,
    BoardPromise,
    BoardSetting,
    CouncilService,
)

if TYPE_CHECKING:
    from datetime import date

    from mersey.answer.board import BoardFacts
    from mersey.answer.board.who_waits import WaitingCase

PROPOSED: Final = {"planning": CaseReference.PUBLIC}
"""Services of the borough whose cases go by their own names, as their packs propose."""

ON_BOARD: Final = "planning"

LAST: Final = "With an officer"

BLOCKED_LAST: Final = (
    ("team", "Highways: reply asked", "Ring them; decide without it", "Sunita", 0, 26),
    ("legal", "section 106 agreement", "Agree a later date in writing", "Tom", 0, 45),
    ("body", "ecology survey to be done again", "Ask for a condition", "Sunita", 3, 20),
)
BLOCKED_FIRST: Final = (
    ("person", "site plan at the wrong scale", "Ring the agent", "Dana", 1, 61),
    ("person", "no heritage statement", "Send the template", "Imran", 2, 40),
    ("person", "fee not paid", "Return it if unpaid by Friday", "Dana", 4, 38),
)
"""Reason, words, next step, who, due in how many days, and days blocked at most."""

PROMISED: Final = (
    ("Publish every valid application within two days", "Amina", 1, "Four wait."),
    ("Ask Highways for one named contact", "Sunita", 1, ""),
    ("Return applications unpaid for 28 days", "Dana", 0, "Template asked of Legal."),
)
"""Words, who, whether it is done, and how it went; promised last Monday."""

WAY_NAME: Final = "A home that fits"
WAY: Final = ("adult-social-care", "planning", "housing-repairs")
"""Services of the made-up way, in the order in which somebody meets them."""

NO_LIMIT_IN: Final = "Open for comment"


@transaction.atomic
def make_settings() -> None:
    """Say of the borough's services who may see the names of their cases."""
    for slug, policy in PROPOSED.items():
        service = CouncilService.objects.filter(slug=slug).first()
        if service is not None:
            BoardSetting.objects.get_or_create(
                service=service, defaults={"case_reference": policy.value}
            )


@transaction.atomic
def make_the_way() -> None:
    """A way across services, one of them need-to-know."""
    by = Account.objects.get(username="imran")
    services = [CouncilService.objects.get(slug=slug) for slug in WAY]
    parts = [
        WantedPart(service=one, place=place)
        for place, one in enumerate(services, start=1)
    ]
    make_way(services[0].organisation, WAY_NAME, parts, by=by)


@transaction.atomic
def fill_board() -> None:
    """Blockers, promises and a limit on the board of planning; once."""
    service = CouncilService.objects.filter(slug=ON_BOARD).first()
    answers = settings.SITE_ANSWERS
    if service is None or BoardPromise.objects.filter(service=service).exists():
        return
    found = kept_facts(answers.folder(ON_BOARD), answers.code)
    if found is None:
        return
    facts = on_day(found, day_of(found))
    _note_blockers(service, facts)
    monday = facts.week.monday - timedelta(days=7)
    for words, who, is_done, note in PROMISED:
        done = monday + timedelta(days=3) if is_done else None
        said = {"words": words, "who": who, "note": note, "made": monday, "done": done}
        _add(BoardPromise, service, said)
    _add(BoardLimit, service, {"column": NO_LIMIT_IN, "most": None})


def _note_blockers(service: CouncilService, facts: BoardFacts) -> None:
    columns = board(facts).columns
    for wanted, told in ((columns[-1:], BLOCKED_LAST), (columns[:1], BLOCKED_FIRST)):
        waiting = [card.case for column in wanted for card in column.cards]
        for case, blocked in zip(waiting, told, strict=False):
            _add(BoardBlocker, service, _blocker(case, blocked, facts.week.now))


def _blocker(case: WaitingCase, told: tuple[Any, ...], now: date) -> dict[str, Any]:
    reason, words, next_step, who, in_days, days = told
    blocked = min(days, int(case.days))
    return {
        "case_key": case.key,
        "reason": reason,
        "words": words,
        "next_step": next_step,
        "who": who,
        "by": now + timedelta(days=in_days),
        "since": now - timedelta(days=blocked),
    }


def _add(model: Any, service: CouncilService, fields: dict[str, Any]) -> None:
    by = Account.objects.filter(username="amina").first()
    model.objects.create(
        service=service, changed_by=by, changed_at=datetime.now(UTC), **fields
    )
