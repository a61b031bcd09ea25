"""Somebody's own account: who they are here, and how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit


def account(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Their name, and their role in each organisation."""
    memberships = visit.who.memberships.values()
    rows = [("Name", str(visit.who.person))]
    rows += [(str(one.organisation), one.role.capitalize()) for one in memberships]
    said = [{"key": {"text": key}, "value": {"text": value}} for key, value in rows]
    response: HttpResponse = render(request, "account.html.j2", {"rows": said})
    return response
