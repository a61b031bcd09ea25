"""Signing in and out, and changes to how somebody signs in: told to the trail.

What was typed is never told: a password may have been typed for a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.account import signals as of_accounts
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as of_second_steps
from allauth.socialaccount import signals as of_providers
from django.contrib.auth import signals as of_sessions
from django.db.models import Q

from mersey.web import audit_trail
from mersey.web.accounts.time_outs import begin
from mersey.web.models import Account

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.dispatch import Signal
    from django.http import HttpRequest

DEMO_BUTTON: Final = "a button of the demo"

_ACCOUNT: Final = "account"
"""The place of these entries."""

_CHANGES: Final[Mapping[str, Signal]] = {
    "set a password": of_accounts.password_set,
    "changed a password": of_accounts.password_changed,
    "reset a password": of_accounts.password_reset,
    "added an e-mail address": of_accounts.email_added,
    "changed the e-mail address": of_accounts.email_changed,
    "removed an e-mail address": of_accounts.email_removed,
    "set up a second step": of_second_steps.authenticator_added,
    "removed a second step": of_second_steps.authenticator_removed,
    "made new recovery codes": of_second_steps.authenticator_reset,
    "got a second step wrong": of_second_steps.authentication_failed,
}
"""Action → when it is told; each tells whose account it is."""


def listen() -> None:
    """Tell the trail from now on."""
    of_sessions.user_logged_in.connect(_signed_in, dispatch_uid="told in")
    of_sessions.user_logged_out.connect(_signed_out, dispatch_uid="told out")
    of_sessions.user_login_failed.connect(_failed, dispatch_uid="told failed")
    of_providers.social_account_added.connect(_joined, dispatch_uid="told joined")
    for action, signal in _CHANGES.items():
        signal.connect(_telling(action), dispatch_uid=f"told {action}", weak=False)


def _signed_in(*, request: HttpRequest, user: Account, **_more: Any) -> None:
    begin(request)
    records = get_authentication_records(request, user)
    ways = [str(one["method"]) for one in records]
    by = getattr(request, "signed_in_by", "")
    audit_trail.add(
        "signed in",
        by=user,
        place=_ACCOUNT,
        details={"by": by or " and ".join(dict.fromkeys(ways)) or "the program"},
    )


def _signed_out(*, user: Account | None, **_more: Any) -> None:
    if user is not None and user.is_authenticated:
        audit_trail.add("signed out", by=user, place=_ACCOUNT)


def _failed(*, credentials: Mapping[str, Any], **_more: Any) -> None:
    named = str(credentials.get("username") or credentials.get("email") or "")
    known = Q(username__iexact=named) | Q(email__iexact=named)
    person = Account.objects.filter(known).first() if named else None
    audit_trail.add("failed to sign in", by=person, place=_ACCOUNT)


def _joined(*, sociallogin: Any, **_more: Any) -> None:
    audit_trail.add("joined a provider", by=sociallogin.user, place=_ACCOUNT)


def _telling(action: str) -> Callable[..., None]:
    def tell(*, user: Account, **_more: Any) -> None:
        audit_trail.add(action, by=user, place=_ACCOUNT)

    return tell
