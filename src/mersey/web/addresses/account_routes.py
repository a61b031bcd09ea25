"""Addresses of signing in, of one's own account, and of tokens."""

from __future__ import annotations

from typing import Final

from mersey.web.accounts import council_sign_in
from mersey.web.accounts.routes import account_routes
from mersey.web.pages import account, tokens
from mersey.web.permissions import Action
from mersey.web.routing import route

ACCOUNT_ROUTES: Final = (
    *account_routes("accounts/"),
    route(
        "accounts/oidc/<slug:provider_id>/login/",
        council_sign_in.leave,
        name="openid_connect_login",
        action=Action.OPEN_DOOR,
    ),
    route(
        "accounts/oidc/<slug:provider_id>/login/callback/",
        council_sign_in.come_back,
        name="openid_connect_callback",
        action=Action.OPEN_DOOR,
    ),
    route("account/", account.account, name="account", action=Action.COME_IN),
    route(
        "account/monday", account.monday, name="account-monday", action=Action.COME_IN
    ),
    route(
        "account/session.json",
        account.session,
        name="account-session",
        action=Action.COME_IN,
    ),
    route("account/stay", account.stay_in, name="account-stay", action=Action.COME_IN),
    route("account/tokens/", tokens.list_tokens, name="tokens", action=Action.COME_IN),
    route("account/tokens/make", tokens.make, name="token-make", action=Action.COME_IN),
    route(
        "account/tokens/revoke",
        tokens.revoke,
        name="token-revoke",
        action=Action.COME_IN,
    ),
)
