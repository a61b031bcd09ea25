"""The first page of somebody signed in: their services, and what needs somebody there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mersey.web.access import services_of
from mersey.web.boards.notifications import notifications_of
from mersey.web.boards.what_needs_me import needs_of
from mersey.web.jobs import watching
from mersey.web.pages.service_list import list_page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.web.page import Page
    from mersey.web.routing import Visit


def home(_request: HttpRequest, visit: Visit) -> Page:
    """Services that the person's own teams do; all that they see where those are none."""
    seen = services_of(visit.who)
    own = list(seen.filter(teams__memberships__person=visit.who.person))
    unread = sum(not one.is_read for one in notifications_of(visit.who))
    page = list_page(
        own or list(seen), visit=visit, template="home.html.j2", schema="mersey.home/1"
    )
    needed = needs_of(own, visit.who)
    told = watching.notices(visit.who.person, datetime.now(UTC))
    return replace(
        page,
        context=lambda: {
            **page.context(),
            "has_more": bool(own),
            "needed": needed,
            "notices": told,
            "unread": unread,
        },
        data=lambda: {
            **page.data(),
            "needed": [vars(one) for one in needed],
            "unread": unread,
        },
        version="",
    )
