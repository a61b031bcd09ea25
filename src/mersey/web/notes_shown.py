"""The notes on a page of a service, for those who see its cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Max
from django.urls import reverse

from mersey.web.boards.typed_changes import undoable
from mersey.web.models import PageNote
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.web.models import CouncilService

MOST: Final = 5
"""Notes on a page; all of them have a page of their own."""


@dataclass(frozen=True, kw_only=True)
class PageNotes:
    """The notes of a page.

    Attributes:
        page: Name of its route. notes: The newest. n: How many there are.
        may_type: The reader may leave one. undo: Their last change, if it can be undone.
    """

    page: str
    notes: tuple[Any, ...]
    n: int
    may_type: bool
    undo: Any
    address: str


def notes_on(request: HttpRequest) -> PageNotes | None:
    """What is noted on the page that was asked for; None for those who see no cases."""
    visit, match = request.visit, request.resolver_match
    service = visit.service
    if service is None or match is None or match.kwargs.keys() != {"service"}:
        return None
    if not visit.who.may(Action.SEE_CASES, service):
        return None
    page = str(match.url_name)
    found = PageNote.objects.filter(service=service, page=page, is_removed=False)
    return PageNotes(
        page=page,
        notes=tuple(found.select_related("changed_by")[:MOST]),
        n=found.count(),
        may_type=visit.who.may(Action.WORK_ON_BOARD, service),
        undo=undoable(service, visit.who.person, ("note",)),
        address=reverse("service-note-add", kwargs={"service": service.slug}),
    )


def notes_state(service: CouncilService | None) -> str:
    """Tells one state of the notes of a service from every other."""
    if service is None:
        return ""
    last = PageNote.objects.filter(service=service).aggregate(at=Max("changed_at"))
    return str(last["at"] or "")
