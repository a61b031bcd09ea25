"""Addresses of notes on the pages of a service, and of what somebody is told."""

from __future__ import annotations

from typing import Final

from mersey.web.pages import notification_list, page_notes
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

NOTE_ROUTES: Final = (
    *pages(
        "services/<slug:service>/notes/",
        page_notes.notes,
        name="service-notes",
        action=Action.SEE_CASES,
    ),
    route(
        "services/<slug:service>/notes/add",
        page_notes.add_note,
        name="service-note-add",
        action=Action.WORK_ON_BOARD,
    ),
    *pages(
        "notifications/",
        notification_list.notifications,
        name="notifications",
        action=Action.COME_IN,
    ),
    route(
        "notifications/read",
        notification_list.read,
        name="notifications-read",
        action=Action.COME_IN,
    ),
)
