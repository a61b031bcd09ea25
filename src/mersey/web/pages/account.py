"""Somebody's own account: who they are here, and how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render

from mersey.web import audit_trail
from mersey.web.accounts.time_outs import stay, time_left
from mersey.web.models import MondayMail
from mersey.web.page import as_json
from mersey.wording import day

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit


def account(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Their name, and their role in each organisation."""
    memberships = visit.who.memberships.values()
    rows = [("Name", str(visit.who.person))]
    rows += [(str(one.organisation), one.role.capitalize()) for one in memberships]
    said = [{"key": {"text": key}, "value": {"text": value}} for key, value in rows]
    mail = MondayMail.objects.filter(person=visit.who.person).first()
    told = {
        "rows": said,
        "has_mail": bool(visit.who.person and visit.who.person.email),
        "wants_monday": mail is not None,
        "unsure": _unsure(mail),
    }
    response: HttpResponse = render(request, "account.html.j2", told)
    return response


def _unsure(mail: MondayMail | None) -> str:
    """The Monday of the last mail, where nobody knows whether it was sent."""
    if mail is None or not mail.unsure_for or mail.unsure_for != mail.claimed_for:
        return ""
    return day(mail.unsure_for)


def monday(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mail of the Monday boards is wanted from now on, or no more."""
    person = visit.who.person
    if request.method != "POST" or person is None:
        return HttpResponseNotAllowed(["POST"])
    is_wanted = request.POST.get("wanted") == "yes"
    if is_wanted and not person.email:
        messages.error(request, "Add an e-mail address first.")
        return redirect("account")
    with transaction.atomic():
        if is_wanted:
            _, is_new = MondayMail.objects.get_or_create(person=person)
        else:
            is_new = bool(MondayMail.objects.filter(person=person).delete()[0])
        if is_new:
            action = "asked for" if is_wanted else "wants no more"
            audit_trail.add(f"{action} the Monday mail", by=person, place="account")
    said = (
        "The Monday boards come by mail each Monday from 08:00."
        if is_wanted
        else "No more Monday boards come by mail."
    )
    messages.success(request, said)
    return redirect("account")


def session(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """How long until they are signed out; asking makes it no later."""
    return _left(request)


def stay_in(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """The hour begins anew."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    stay(request)
    return _left(request)


def _left(request: HttpRequest) -> HttpResponse:
    seconds, can_stay = time_left(request)
    return as_json(
        {
            "schema": "mersey.session/1",
            "seconds_left": seconds,
            "can_stay": can_stay,
        }
    )
