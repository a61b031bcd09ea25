"""What somebody is told, in one plain list: read and not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from mersey.web.boards.notifications import mark_read, notifications_of
from mersey.web.page import Page, as_table

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

SCHEMA: Final = "mersey.notifications/1"
COLUMNS: Final = ("kind", "service", "words", "rest", "address", "is_read")


def notifications(_request: HttpRequest, visit: Visit) -> Page:
    """What bears their name, what waits for them, and what is late."""
    found = notifications_of(visit.who)
    rows = tuple(tuple(str(getattr(one, name)) for name in COLUMNS) for one in found)
    return Page(
        template="notifications.html.j2",
        context=lambda: {
            "found": found,
            "n_unread": sum(not one.is_read for one in found),
            "json": reverse("notifications-json"),
            "csv": reverse("notifications-csv"),
        },
        data=lambda: {
            "schema": SCHEMA,
            "notifications": [
                {name: getattr(one, name) for name in COLUMNS} for one in found
            ],
        },
        table=lambda: as_table(COLUMNS, rows),
    )


def read(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mark what was shown as read: what came since stays as it is."""
    if request.method != "POST" or visit.who.person is None:
        return HttpResponseNotAllowed(["POST"])
    own = {one.key for one in notifications_of(visit.who)}
    mark_read(visit.who.person, own & set(request.POST.getlist("key")))
    return redirect("notifications")
