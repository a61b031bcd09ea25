"""How long somebody stays signed in: an hour without a request, and a working day."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.contrib.auth import logout
from django.urls import reverse

from mersey.web import audit_trail
from mersey.web.accounts.account_settings import IDLE, LONGEST
from mersey.web.accounts.typed_kept import TYPED, typed_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SEEN_EVERY_S: Final = 60
"""How often a request is written down: not each one costs a write."""

ASKS_ALONE: Final = "account-session"
"""The route by which a page asks how long is left: that is no sign of a person."""

BEGAN: Final = "began"
SEEN: Final = "seen"


class TimedSessions:
    """Signs out who was away too long, or has been signed in for a day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, for somebody or by now for nobody."""
        if SEEN in request.session and request.user.is_authenticated:
            _look_at(request, time.time())
        elif request.user.is_authenticated:
            begin(request)
        return self._get_response(request)


def begin(request: HttpRequest) -> None:
    """Start the clock of a session."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def _look_at(request: HttpRequest, now: float) -> None:
    """Sign out, or note that they were here; a question how long is left does neither.

    Were it to end the session, a form that is sent afterwards would be nobody's.
    """
    if request.path == reverse(ASKS_ALONE):
        return
    session = request.session
    idle_s, age_s = now - session[SEEN], now - session.get(BEGAN, 0)
    if idle_s > IDLE.total_seconds() or age_s > LONGEST.total_seconds():
        person = request.user
        audit_trail.add("was signed out", by=person, details={"after": "a time-out"})
        typed = typed_now(request, person)
        logout(request)
        if typed:
            request.session[TYPED] = typed
        messages.info(request, "You were signed out, as you were away. Sign in again.")
    elif idle_s > SEEN_EVERY_S:
        session[SEEN] = int(now)


def stay(request: HttpRequest) -> None:
    """Begin the hour anew, now."""
    request.session[SEEN] = int(time.time())


def time_left(request: HttpRequest) -> tuple[int, bool]:
    """Seconds until they are signed out, and whether staying makes it later."""
    session, now = request.session, time.time()
    idle = session[SEEN] + IDLE.total_seconds() - now
    whole = session[BEGAN] + LONGEST.total_seconds() - now
    return max(0, int(min(idle, whole))), idle < whole
