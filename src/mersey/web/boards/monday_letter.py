"""The Monday boards of somebody's services as one mail: counts alone, and links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.template import engines
from django.urls import reverse

from mersey.answer.board import board
from mersey.report.board import board_sentences, board_view, lead_sentence
from mersey.web.access import services_of
from mersey.web.boards.one_board import facts_if_made
from mersey.web.boards.typed_in import typed_of
from mersey.web.experiments.under_way import trying_now
from mersey.web.jobs.mailing import Letter, site_address
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from mersey.web.access import Visitor
    from mersey.web.models import CouncilService

MOST: Final = 12
"""Boards in one mail; more is no mail that anybody reads."""


@dataclass(frozen=True, kw_only=True)
class MailedBoard:
    """A board as it is mailed: its title, first sentence, answers, and where it is."""

    title: str
    service: str
    lead: str
    warnings: tuple[str, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    address: str


def monday_letter(who: Visitor, *, to: str) -> Letter | None:
    """The mail; None where no board of theirs is here.

    Args:
        who: Whose mail it is; services that they do not see are not in it.
        to: Where it goes.
    """
    seen = services_of(who)
    own = list(seen.filter(teams__memberships__person=who.person)) or list(seen)
    boards = [one for service in own[:MOST] if (one := _mailed(service, who))]
    if not boards:
        return None
    title = boards[0].title
    subject = f"{title}: {boards[0].service}" if len(boards) == 1 else title
    said = {
        "boards": boards,
        "subject": subject,
        "account": site_address(reverse("account")),
    }
    find = engines["jinja2"].env.get_template
    return Letter(
        to=to,
        subject=subject,
        text=find("mail/monday.txt.j2").render(said),
        html=find("mail/monday.html.j2").render(said),
    )


def _mailed(service: CouncilService, who: Visitor) -> MailedBoard | None:
    facts = facts_if_made(service)
    if facts is None:
        return None
    made = board(facts, typed_of(service, who).typed, trying=trying_now(service))
    view = board_view(made, title=service.name)
    sees_board = who.may(Action.SEE_CASES, service)
    route = "service-board" if sees_board else "service"
    return MailedBoard(
        title=view.title,
        service=service.name,
        lead=lead_sentence(view),
        warnings=view.warnings,
        answers=board_sentences(view),
        address=site_address(reverse(route, kwargs={"service": service.slug})),
    )
