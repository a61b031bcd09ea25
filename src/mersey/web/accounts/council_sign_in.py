"""Signing in at the council's own provider, by OpenID Connect.

allauth carries the state and PKCE; here each claim is held to what it must be: the
signature, the issuer to the letter, the audience, the end, and a nonce that this browser
was given and that works once. Source: OpenID Connect Core 1.0, 3.1.3.7.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Any, Final

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.http import Http404

from mersey.web.accounts.not_let_in import (
    UNREACHED,
    AnswerRefused,
    WhyNotIn,
    not_let_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

PROVIDER: Final = "council"

NONCE: Final = "provider-nonce"
"""Where the session keeps what the next answer of the provider must hold."""

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
"""Signatures by a key that the provider alone has; never one that we share, nor none."""

LEEWAY_S: Final = 30

NEEDED: Final = ["aud", "exp", "iat", "iss", "nonce", "sub"]

KEPT: Final = ("name", "email", "roles")
"""What is taken from the provider besides who it is."""


class CheckedAnswers(OpenIDConnectOAuth2Adapter):
    """Takes the identity from the signed token alone, once it is checked."""

    def complete_login(
        self, request: HttpRequest, app: Any, _token: Any, **more: Any
    ) -> Any:
        """The login of whom the token tells.

        Raises:
            AnswerRefused: The token is not what it must be.
        """
        nonce = request.session.pop(NONCE, "")
        claims = self._claims(app, str(more["response"].get("id_token", "")))
        if not nonce or not hmac.compare_digest(str(claims["nonce"]), nonce):
            msg = "the nonce is not the one that was sent, or was used"
            raise AnswerRefused(msg)
        told: dict[str, Any] = {name: claims[name] for name in KEPT if name in claims}
        told["sub"] = who(claims)
        provider = self.get_provider()
        return provider.sociallogin_from_response(request, {"id_token": told})

    def _claims(self, app: Any, token: str) -> dict[str, Any]:
        """What a token says, all of it checked but the nonce."""
        config, issuer = self.openid_config, settings.SITE.provider.issuer
        if config.get("issuer") != issuer:
            msg = "the provider names itself otherwise"
            raise AnswerRefused(msg)
        try:
            algorithm, key = jwtkit.fetch_key(
                token, config["jwks_uri"], jwtkit.lookup_kid_jwk
            )
            if algorithm not in ALGORITHMS:
                raise jwt.InvalidAlgorithmError
            claims: dict[str, Any] = jwt.decode(
                token,
                key=key,
                algorithms=[algorithm],
                issuer=issuer,
                audience=app.client_id,
                leeway=LEEWAY_S,
                options={"require": NEEDED},
            )
        except (jwt.PyJWTError, KeyError) as error:
            msg = "the token is not what it must be"
            raise AnswerRefused(msg) from error
        if isinstance(claims["aud"], list) and claims.get("azp") != app.client_id:
            msg = "the token is for others too"
            raise AnswerRefused(msg)
        return claims


def who(claims: dict[str, Any]) -> str:
    """Who it is for good: at Entra tenant and object, elsewhere the subject; never mail."""
    if "tid" in claims and "oid" in claims:
        return f"{claims['tid']}:{claims['oid']}"
    return str(claims["sub"])


class _Leaving(OAuth2LoginView):
    """Sends the browser to the provider, with a nonce for this session alone."""

    def get_provider(self) -> Any:
        provider = super().get_provider()
        nonce = secrets.token_urlsafe(32)
        self.request.session[NONCE] = nonce
        provider.app.settings = provider.app.settings | {
            "auth_params": {"nonce": nonce}
        }
        return provider


def leave(request: HttpRequest, _visit: Visit, provider_id: str) -> HttpResponse:
    """To the provider."""
    _is_known(provider_id)
    view = _Leaving.adapter_view(CheckedAnswers(request, PROVIDER))
    return _told_if_unreached(request, view)


def come_back(request: HttpRequest, _visit: Visit, provider_id: str) -> HttpResponse:
    """From the provider, with a code that is changed for a token."""
    _is_known(provider_id)
    view = OAuth2CallbackView.adapter_view(CheckedAnswers(request, PROVIDER))
    try:
        return _told_if_unreached(request, view)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error


def _told_if_unreached(
    request: HttpRequest, view: Callable[..., HttpResponse]
) -> HttpResponse:
    """The response; a page for the person where the provider is not there (an OSError)."""
    try:
        return view(request)
    except (OSError, KeyError) as error:
        why = WhyNotIn(why=UNREACHED, kind=type(error).__name__)
        return not_let_in(request, why)


def _is_known(provider_id: str) -> None:
    """Raises Http404 where no such provider is set up."""
    if settings.SITE.provider is None or provider_id != PROVIDER:
        raise Http404
