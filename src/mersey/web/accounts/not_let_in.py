"""Somebody whom the council's provider did not sign in: a page for them, why for us.

The person sees that it failed, in plain words, and a reference. The log of the server and
the trail say why under the same reference: in sentences of ours and codes that are known,
never what an answer held, as codes and tokens are secrets and an address can be made up.
"""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render

from mersey.web import audit_trail

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_LOG: Final = logging.getLogger(__name__)

ACTION: Final = "was not let in by the provider"

MOST_TOLD: Final = 50
"""Entries of the trail in `WITHIN_S`: anybody can call the address; the log has all."""

WITHIN_S: Final = 10 * 60

STOPPED: Final = "it was stopped at the provider, or the provider said no"
NOT_OURS: Final = "the answer belongs to no sign-in of this browser, or to one of old"
NO_CODE: Final = "the provider sent an error in place of a code"
NOT_CHANGED: Final = "the provider gave no token for the code"
UNREACHED: Final = "the provider could not be reached, or answered with no page of its"
NOT_KNOWN_HERE: Final = (
    "the person has no account here, no invitation, and not exactly one role there"
)
NO_ROLE_NOW: Final = "the account is closed, or has no role at the provider any more"

CODES: Final = frozenset(
    {
        *("access_denied", "invalid_request", "invalid_scope", "server_error"),
        *("unauthorized_client", "unsupported_response_type", "login_required"),
        *("temporarily_unavailable", "interaction_required", "consent_required"),
        *("account_selection_required", "request_not_supported"),
    }
)
"""Source: RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6."""

_ENTRA: Final = re.compile(r"AADSTS\d{4,8}\b")
"""How Entra names the reason; the sentence around it can hold a name."""


class AnswerRefused(OAuth2Error):
    """What the provider sent is not what it must be; the words are ours."""


@dataclass(frozen=True, kw_only=True)
class WhyNotIn:
    """Why somebody was not signed in.

    Attributes:
        why: In words of ours. code: The provider's, where it is a known one.
        kind: Name of the error that was met; empty for none.
        advice: What the person can do.
    """

    why: str
    code: str = ""
    kind: str = ""
    advice: str = "Try it once more."


def why_not(request: HttpRequest, error: Any, exception: Exception | None) -> WhyNotIn:
    """What is known of a failure that allauth met."""
    if exception is not None:
        return _of_exception(exception)
    told = request.GET
    code = told.get("error", "")
    entra = _ENTRA.search(told.get("error_description", ""))
    known = " ".join([code if code in CODES else "", entra[0] if entra else ""]).strip()
    if error == AuthError.CANCELLED:
        return WhyNotIn(why=STOPPED, code=known)
    return WhyNotIn(why=NO_CODE if "error" in told else NOT_OURS, code=known)


def _of_exception(error: Exception) -> WhyNotIn:
    kind = type(error.__cause__ or error).__name__
    if isinstance(error, AnswerRefused):
        return WhyNotIn(why=str(error), kind=kind)
    why = UNREACHED if isinstance(error, (OSError, KeyError)) else NOT_CHANGED
    return WhyNotIn(why=why, kind=kind)


def not_let_in(request: HttpRequest, found: WhyNotIn) -> HttpResponse:
    """The person's page; the reason is told under its reference."""
    reference = secrets.token_hex(4).upper()
    told = {"why": found.why, "code": found.code, "kind": found.kind}
    details = {"reference": reference, **{key: one for key, one in told.items() if one}}
    _LOG.warning("Nobody was signed in: %s", details)
    if _is_told():
        audit_trail.add(ACTION, by=None, place="account", details=details)
    said = {
        "provider": settings.SITE.provider.name,
        "advice": found.advice,
        "reference": reference,
    }
    response: HttpResponse = render(request, "not_let_in.html.j2", said, status=401)
    return response


def refuse(request: HttpRequest, found: WhyNotIn) -> ImmediateHttpResponse:
    """The same, to be raised from within allauth."""
    return ImmediateHttpResponse(not_let_in(request, found))


def _is_told() -> bool:
    """Whether the trail has room for one more."""
    key = "not-let-in"
    if cache.add(key, 1, WITHIN_S):
        return True
    try:
        return bool(cache.incr(key) <= MOST_TOLD)
    except ValueError:  # it ran out in between
        return True
