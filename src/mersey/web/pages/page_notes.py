"""Notes on the pages of a service: all of them, and a form that stands on each page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from mersey.web.accounts.typed_kept import typed_before
from mersey.web.boards.typed_changes import add
from mersey.web.models import PageNote
from mersey.web.page import Page, as_table
from mersey.web.tabs import TABS, tabs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

SCHEMA: Final = "mersey.notes/1"
COLUMNS: Final = ("page", "words", "by", "at")
LONGEST: Final = 300
WAS_WRONG: Final = 422
HOME: Final = "service-notes"

PAGES: Final = {route: name for name, route, _ in TABS}
"""Route of a page that has notes → its name."""


def notes(_request: HttpRequest, visit: Visit) -> Page:
    """Every note on a page of the service, the newest first."""
    found = PageNote.objects.filter(service=visit.of, is_removed=False)
    rows = [_row(one) for one in found.select_related("changed_by")]
    return Page(
        template="service/all_notes.html.j2",
        context=lambda: {
            "service": visit.of,
            "rows": rows,
            "tabs": tabs(visit.of, here=HOME, who=visit.who),
            "json": reverse("service-notes-json", kwargs={"service": visit.of.slug}),
            "csv": reverse("service-notes-csv", kwargs={"service": visit.of.slug}),
        },
        data=lambda: {"schema": SCHEMA, "notes": rows},
        table=lambda: as_table(
            COLUMNS, [[one[name] for name in COLUMNS] for one in rows]
        ),
    )


def add_note(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Note a few words on a page, and go back to it."""
    kept = typed_before(request, visit.who.person)
    if kept:
        problem = "You were signed out before it was saved. Look at it, and save it."
        return _once_more(
            request, visit, kept.get("page", ""), kept.get("words", ""), problem=problem
        )
    if request.method != "POST" or visit.who.person is None:
        return HttpResponseNotAllowed(["POST"])
    page, typed = request.POST.get("page", ""), request.POST.get("words", "")
    words, problem = " ".join(typed.split()), ""
    if page not in PAGES:
        problem = "Go back to the page, and note it there."
    elif not words:
        problem = "Say something in a few words."
    elif len(words) > LONGEST:
        problem = f"Say it in {LONGEST} characters or fewer: it has {len(words)} now."
    if problem:
        return _once_more(request, visit, page, typed, problem=problem)
    add("note", visit.of, {"page": page, "words": words}, by=visit.who.person)
    return back_to_notes(visit.of, page)


def _once_more(
    request: HttpRequest, visit: Visit, page: str, words: str, *, problem: str
) -> HttpResponse:
    """The form on a page of its own, with what was typed."""
    said = {
        "service": visit.of,
        "page": page,
        "words": words,
        "problem": problem,
        "back": _address(visit.of, page),
    }
    response: HttpResponse = render(
        request, "service/note_again.html.j2", said, status=WAS_WRONG
    )
    return response


def page_of_note(pk: int) -> str:
    """The route of the page on which a note stood."""
    return str(PageNote.objects.values_list("page", flat=True).get(pk=pk))


def back_to_notes(service: CouncilService, page: str) -> HttpResponse:
    """To the notes of a page."""
    response: HttpResponse = redirect(f"{_address(service, page)}#notes")
    return response


def _address(service: CouncilService, page: str) -> str:
    try:
        return str(
            reverse(page if page in PAGES else HOME, kwargs={"service": service.slug})
        )
    except NoReverseMatch:  # a page that another version of mersey had
        return str(reverse(HOME, kwargs={"service": service.slug}))


def _row(one: PageNote) -> dict[str, Any]:
    return {
        "page": PAGES.get(one.page, one.page),
        "words": one.words,
        "by": str(one.changed_by),
        "at": one.changed_at.isoformat(timespec="seconds"),
    }
