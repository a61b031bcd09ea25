"""Taking up an invitation: one form, or a button for who has an account already.

The address holds the token once; it is then kept in the session, as a digest, so that
no later address, and no other site, is told it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone

from mersey.errors import UsageError
from mersey.web.models import Account
from mersey.web.people.inviting import digest_of, open_invitation
from mersey.web.people.joining import account_of, join, take_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.models import Invitation
    from mersey.web.routing import Visit

KEPT: Final = "invitation"
"""Where the session keeps the digest of the invitation that was opened."""

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def opened(request: HttpRequest, _visit: Visit, token: str) -> HttpResponse:
    """Keep the digest of the token, and go to an address without it."""
    request.session[KEPT] = digest_of(token)
    return redirect("join")


def joining(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of the invitation that was opened, and what it makes."""
    invitation = open_invitation(request.session.get(KEPT, ""), timezone.now())
    if invitation is None:
        return render(request, "people/cannot_join.html.j2", {}, status=410)
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _joined(request, visit, invitation)
        if not errors:
            request.session.pop(KEPT, None)
            return redirect("home")
    known = account_of(invitation)
    said = {
        "invitation": invitation,
        "errors": errors,
        "name": request.POST.get("name", ""),
        "provider": settings.SITE.provider,
        "must_sign_in": known is not None and known.is_active,
        "signed_in": visit.who.person,
    }
    response: HttpResponse = render(request, "people/join.html.j2", said)
    return response


def _joined(
    request: HttpRequest, visit: Visit, invitation: Invitation
) -> dict[str, str]:
    """What is wrong, by field; nothing where they are a member now."""
    now = timezone.now()
    try:
        if visit.who.person is not None:
            return _taken_up(visit.who.person, invitation)
        name = request.POST.get("name", "").strip()
        password = request.POST.get("password", "")
        errors = _wrong(name, password, invitation)
        if errors:
            return errors
        person = join(invitation, name=name, password=password, now=now)
    except UsageError as refused:
        return {"name": f"{refused.problem} {refused.next_step}"}
    login(request, person, backend=BACKEND)
    return {}


def _taken_up(person: Account, invitation: Invitation) -> dict[str, str]:
    """By somebody signed in, whose account the invitation is for."""
    if account_of(invitation) != person:
        return {"name": "This invitation is for somebody else. Sign out first."}
    take_up(invitation, person=person, now=timezone.now())
    return {}


def _wrong(name: str, password: str, invitation: Invitation) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not name:
        errors["name"] = "Enter your name, as colleagues know you"
    elif len(name) > 150:
        errors["name"] = "Enter a name of 150 characters or fewer"
    somebody = Account(username=invitation.email, email=invitation.email, name=name)
    try:
        get_adapter().clean_password(password, user=somebody)
    except ValidationError as error:
        errors["password"] = " ".join(error.messages)
    return errors
