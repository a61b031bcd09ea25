"""Every address of allauth that is served, each with its action, guarded like ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from allauth import urls as of_allauth
from django.urls import URLResolver, path, re_path

from mersey.web.permissions import Action
from mersey.web.routing import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

_OPEN: Final = (
    *("account_login", "account_logout", "account_signup", "account_inactive"),
    *("account_reset_password", "account_reset_password_done"),
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    *("account_confirm_email", "account_email_verification_sent"),
    "mfa_authenticate",
    *("socialaccount_login_cancelled", "socialaccount_login_error"),
    "socialaccount_signup",
)

_OWN: Final = (
    *("account_reauthenticate", "account_email"),
    *("account_change_password", "account_set_password"),
    *("mfa_index", "mfa_reauthenticate"),
    *("mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_download_recovery_codes", "socialaccount_connections"),
    "usersessions_list",
)

SERVED: Final[Mapping[str, Action]] = {
    **dict.fromkeys(_OPEN, Action.OPEN_DOOR),
    **dict.fromkeys(_OWN, Action.COME_IN),
}

LEFT_OUT: Final = frozenset(
    {
        "account_request_reauthentication_code",
        "account_confirm_reauthentication_code",
        "account_confirm_login_code",
        "openid_connect_login",
        "openid_connect_callback",
    }
)
"""Named by allauth and not served: codes by e-mail are of no use here, and the provider's
are our own (`council_sign_in.py`). What has no name is an address of old."""


def account_routes(prefix: str) -> list[Any]:
    """Those in `SERVED`, below `prefix`."""
    return [
        _served(start, pattern)
        for start, pattern in all_of_allauth(of_allauth.urlpatterns, prefix)
        if pattern.name in SERVED
    ]


def all_of_allauth(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each address of allauth's, with what stands before its own part."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from all_of_allauth(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix, one


def _served(start: str, pattern: Any) -> Any:
    view = guarded(
        _as_ours(pattern.callback), SERVED[pattern.name], is_own_account=True
    )
    own = str(pattern.pattern)
    if own.startswith("^"):
        return re_path(f"^{re.escape(start)}{own[1:]}", view, name=pattern.name)
    return path(f"{start}{own}", view, name=pattern.name)


def _as_ours(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def show(request: HttpRequest, _visit: Visit, **parts: Any) -> HttpResponse:
        return view(request, **parts)

    return show
