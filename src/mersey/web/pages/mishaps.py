"""What is shown where there is no page: in plain words, and with a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from mersey.web.accounts.typed_kept import typed_before
from mersey.wording import humanise

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.kept_answers import AnswerNotYet
    from mersey.web.models import Account


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or none for this person: both are told alike."""
    del exception
    return _shown(
        request,
        404,
        "Page not found",
        "If you typed the address, check that it is right. If you were given it, ask "
        "whoever looks after people here whether you may see it.",
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django refused the request."""
    del exception
    return _shown(
        request, 403, "You cannot do this here", "Go back and try it from the page."
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request makes no sense."""
    del exception
    return _shown(
        request, 400, "This address does not work", "Start from the first page."
    )


def broken(request: HttpRequest) -> HttpResponse:
    """A bug; what went wrong is in the log of the server, and not here."""
    return _shown(
        request,
        500,
        "Sorry, there is a problem with this page",
        "Nothing you entered was lost that was saved before. Try again, and tell whoever "
        "runs mersey here if it happens twice.",
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent that this session did not ask for."""
    del reason
    return _shown(
        request,
        403,
        "This form is too old to be sent",
        "Go back, load the page again and send it once more. Copy what you typed first.",
    )


def being_worked_out(request: HttpRequest, why: AnswerNotYet) -> HttpResponse:
    """What was asked for is on its way, and how far; or why it cannot be worked out."""
    if why.problem:
        return _shown(request, 503, "This could not be worked out", why.problem)
    response: HttpResponse = render(
        request, "under_way.html.j2", {"job": why.job}, status=503
    )
    response["Retry-After"] = "20"
    return response


def typed_again(request: HttpRequest, person: Account | None) -> HttpResponse:
    """What they had typed as their session ended, to be copied into the form."""
    found = typed_before(request, person)
    fields = [
        (humanise(name).capitalize(), said)
        for name, said in found.items()
        if said.strip()
    ]
    response: HttpResponse = render(request, "typed_again.html.j2", {"fields": fields})
    return response


def _shown(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    said = {"title": title, "advice": advice}
    response: HttpResponse = render(request, "mishap.html.j2", said, status=status)
    return response
