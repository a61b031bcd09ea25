"""Who must sign in by two steps: those who look after people, and those who confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from mersey.web.permissions import MemberRole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.access import Visitor

ASKED: Final = frozenset({MemberRole.ADMINISTRATOR, MemberRole.APPROVER})

BY_PROVIDER: Final = "socialaccount"


def asked_to_set_up(request: HttpRequest, who: Visitor) -> HttpResponse | None:
    """Where somebody goes who must set up their second step first; None for the others.

    A provider asks for a second step itself, and in a demo nobody has a first.
    """
    roles = {MemberRole(one.role) for one in who.memberships.values()}
    if settings.SITE.is_demo or not roles & ASKED or is_mfa_enabled(who.person):
        return None
    records = get_authentication_records(request, who.person)
    if any(one["method"] == BY_PROVIDER for one in records):
        return None
    messages.info(
        request, "Your role needs a second step at sign-in. Set it up to go on."
    )
    return redirect("mfa_activate_totp")
