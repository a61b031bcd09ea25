"""Addresses of people: who is in, who is invited, and who joins."""

from __future__ import annotations

from typing import Final

from mersey.web.pages import invitations, invited, members
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

PEOPLE_ROUTES: Final = (
    route("join/", invited.joining, name="join", action=Action.OPEN_DOOR),
    route(
        "join/<slug:token>/", invited.opened, name="join-token", action=Action.OPEN_DOOR
    ),
    *pages("people/", members.people, name="people", action=Action.LOOK_AFTER_PEOPLE),
    route(
        "people/invite",
        invitations.new,
        name="people-invite",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/invitations/<int:invitation>/",
        invitations.shown,
        name="people-invitation",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/invitations/<int:invitation>/withdraw",
        invitations.take_back,
        name="people-withdraw",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/<int:person>/",
        members.person,
        name="person",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/<int:person>/remove",
        members.leave,
        name="person-remove",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
)
