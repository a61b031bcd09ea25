"""Inviting somebody: the form, the address that they are given, and taking it back."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mersey.errors import UsageError
from mersey.web.models import Invitation
from mersey.web.pages.members import asked_for, choices, only_post, organisation_of
from mersey.web.people.inviting import Offer, invite, token_of, withdraw
from mersey.web.people.standing import PersonStanding
from mersey.web.permissions import MemberRole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

NOTHING = PersonStanding(
    role=MemberRole.VIEWER, services=frozenset(), teams=frozenset()
)
"""What is ticked at first: the least."""


def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form, and the invitation that it asks for."""
    own = organisation_of(visit)
    error, ticked = None, NOTHING
    if request.method == "POST":
        try:
            ticked = asked_for(request.POST, own)
            offer = Offer(
                email=request.POST.get("email", ""),
                role=ticked.role,
                services=tuple(ticked.services),
                teams=tuple(ticked.teams),
            )
            made = invite(own, offer, by=visit.who.person, now=timezone.now())
        except UsageError as refused:
            error = refused
        else:
            _send(request, made)
            return redirect("people-invitation", invitation=made.pk)
    said: dict[str, Any] = {"email": request.POST.get("email", ""), "error": error}
    response: HttpResponse = render(
        request, "people/invite.html.j2", said | choices(own, ticked)
    )
    return response


def shown(request: HttpRequest, visit: Visit, invitation: int) -> HttpResponse:
    """The address of an invitation that nobody took up yet."""
    found = _open(visit, invitation)
    said = {"invitation": found, "address": _address(request, found)}
    response: HttpResponse = render(request, "people/invitation.html.j2", said)
    return response


def take_back(request: HttpRequest, visit: Visit, invitation: int) -> HttpResponse:
    """End an invitation."""
    refused = only_post(request)
    if refused is not None:
        return refused
    found = _open(visit, invitation)
    withdraw(found, by=visit.who.person, now=timezone.now())  # type: ignore[arg-type]  # signed in
    messages.success(request, f"The invitation of {found.email} has ended.")
    return redirect("people")


def _open(visit: Visit, key: int) -> Invitation:
    found: Invitation | None = Invitation.objects.filter(
        pk=key,
        organisation=organisation_of(visit),
        taken_by=None,
        ends__gt=timezone.now(),
    ).first()
    if found is None:
        raise Http404
    return found


def _address(request: HttpRequest, invitation: Invitation) -> str:
    path = reverse("join-token", kwargs={"token": token_of(invitation)})
    config = settings.SITE
    return (
        f"{config.address}{path}"
        if config.is_encrypted
        else str(request.build_absolute_uri(path))
    )


def _send(request: HttpRequest, invitation: Invitation) -> None:
    """Send the address where mail is set up; the page shows it in any case."""
    if settings.SITE.mail is None:
        return
    text = (
        f"You are invited to mersey, where {invitation.organisation} looks at how its"
        f" work flows.\n\nOpen this address before {invitation.ends:%-d %B %Y}:\n\n"
        f"{_address(request, invitation)}\n\nIt works once, for you alone.\n"
    )
    try:
        send_mail("Your invitation to mersey", text, None, [invitation.email])
    except (OSError, smtplib.SMTPException):
        messages.warning(
            request, "The e-mail could not be sent: give them the address."
        )
    else:
        messages.success(request, f"The address was sent to {invitation.email}.")
