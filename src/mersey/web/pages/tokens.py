"""A person's tokens for other programs: made, shown once, and revoked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from mersey.web.api import token_making
from mersey.web.api.token_making import TokenScope
from mersey.web.models import ApiToken
from mersey.web.numbers_sent import number_sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

SCOPES: Final = {
    TokenScope.READ: "Read the numbers of services",
    TokenScope.CASES: "Take tables of cases, under pseudonyms",
    TokenScope.LOAD: "Bring files",
}

DAYS: Final = (30, 90, 366)


def list_tokens(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The tokens of the person, and a form to make one."""
    return _page(request, visit)


def make(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A token was made. It is on this response and nowhere else, so it does not redirect."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    name = request.POST.get("name", "").strip()[:100]
    scopes = [one for one in TokenScope if one in request.POST.getlist("scopes")]
    days = request.POST.get("days", "")
    problems = _problems(name, scopes, days)
    if problems or visit.who.person is None:
        told = {"problems": problems, "name": name, "chosen": scopes, "days_said": days}
        return _page(request, visit, status=422, **told)
    _, text = token_making.make(
        visit.who.person, name=name, scopes=scopes, days=int(days)
    )
    return _page(request, visit, made=text)


def revoke(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A token opens nothing any more.

    Raises:
        Http404: It is none of the person's.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    said = number_sent(request.POST.get("token", ""))
    own = ApiToken.objects.filter(person=visit.who.person)
    token = own.filter(pk=said).first()
    if token is None or visit.who.person is None:
        raise Http404
    token_making.revoke(token, by=visit.who.person)
    messages.success(request, "The token opens nothing any more.")
    return redirect("tokens")


def _problems(name: str, scopes: list[TokenScope], days: str) -> list[dict[str, str]]:
    found = {
        "#name": "" if name else "Say what the token is for.",
        "#scopes": "" if scopes else "Choose what it may be used for.",
        "#days": "" if days in map(str, DAYS) else "Choose how long it holds.",
    }
    return [{"text": text, "href": href} for href, text in found.items() if text]


def _page(
    request: HttpRequest, visit: Visit, *, status: int = 200, **more: Any
) -> HttpResponse:
    now = datetime.now(UTC)
    own = ApiToken.objects.filter(person=visit.who.person, revoked_at=None)
    told = {
        "tokens": own.filter(ends_at__gt=now),
        "scopes": SCOPES,
        "days": DAYS,
        "problems": [],
        "name": "",
        "chosen": [],
        "days_said": "",
        "made": "",
        **more,
    }
    response: HttpResponse = render(request, "tokens.html.j2", told, status=status)
    return response
