"""A button for each of the cast. These routes are there in a demo alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib.auth import login, logout
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from mersey.web.accounts.told import DEMO_BUTTON
from mersey.web.demo.cast import CAST
from mersey.web.models import Account

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def choose(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """Who would you like to be?"""
    response: HttpResponse = render(request, "demo.html.j2", {"cast": CAST})
    return response


def sign_in(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """Signed in as the one whose button was pressed.

    Raises:
        Http404: There is nobody of that name in the cast.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    names = {player.username for player in CAST}
    person = Account.objects.filter(
        username=request.POST.get("person", ""), username__in=names
    ).first()
    if person is None:
        raise Http404
    if request.user.is_authenticated:  # else what they typed before would be gone
        logout(request)
    request.signed_in_by = DEMO_BUTTON
    login(request, person, backend=BACKEND)
    return redirect("home")
