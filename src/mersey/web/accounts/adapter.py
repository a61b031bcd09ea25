"""Who may have an account, and how secrets of theirs are kept.

Accounts are made by taking up an invitation, or by a provider that names a role for
whom it signs in; never by asking for one, and never by an e-mail address alone.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

    from mersey.web.models import Account

ASK: Final = (
    "Ask whoever looks after people here to invite you, or to let you in again."
)

_SALT: Final = b"mersey second steps\0"


class ByInvitationOnly(DefaultAccountAdapter):
    """Local accounts are made by accepting an invitation, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """A council's own sign-in lets in those whom somebody let in: see `from_provider`."""

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        """Never by itself."""
        del request, sociallogin
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        _provider: object,
        error: object = None,
        exception: Exception | None = None,
        **_more: object,
    ) -> None:
        """A page with a reference for the person; the reason is told elsewhere.

        Raises:
            ImmediateHttpResponse: Always.
        """
        from mersey.web.accounts.not_let_in import (  # noqa: PLC0415  (as below)
            refuse,
            why_not,
        )

        raise refuse(request, why_not(request, error, exception))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take in who was invited, or has a role there; follow the role of who is here.

        Raises:
            ImmediateHttpResponse: They may not come in; see `not_let_in`.
        """
        from mersey.web.accounts.not_let_in import (  # noqa: PLC0415  (as below)
            NO_ROLE_NOW,
            NOT_KNOWN_HERE,
            WhyNotIn,
            refuse,
        )
        from mersey.web.people.from_provider import (  # noqa: PLC0415  (needs the models)
            follow_role,
        )

        if sociallogin.state.get("process") != "login":
            return
        claims = sociallogin.account.extra_data.get("id_token", {})
        gives_roles = settings.SITE.provider.gives_roles
        if not sociallogin.is_existing:
            person = _taken_in(request, sociallogin.account.uid, claims)
            if person is None:
                raise refuse(request, WhyNotIn(why=NOT_KNOWN_HERE, advice=ASK))
            sociallogin.connect(request, person)
        elif gives_roles and sociallogin.user.is_active:
            follow_role(sociallogin.user, claims)
            sociallogin.user.refresh_from_db()
        if not sociallogin.user.is_active:
            raise refuse(request, WhyNotIn(why=NO_ROLE_NOW, advice=ASK))

    def send_notification_mail(self, *_given: object, **_named: object) -> None:
        """Nothing is sent: the person did it themselves, a moment ago."""


def _taken_in(
    request: HttpRequest, uid: str, claims: Mapping[str, Any]
) -> Account | None:
    """The account of somebody new who may come in; None where they may not."""
    from mersey.web.pages.invited import KEPT  # noqa: PLC0415  (as above)
    from mersey.web.people.from_provider import (  # noqa: PLC0415
        take_in,
        take_in_by_role,
    )
    from mersey.web.people.inviting import open_invitation  # noqa: PLC0415

    now = timezone.now()
    invitation = open_invitation(request.session.pop(KEPT, ""), now)
    if invitation is not None:
        invited: Account = take_in(uid, claims, invitation, now=now)
        return invited
    by_role = settings.SITE.provider.gives_roles
    return take_in_by_role(uid, claims) if by_role else None


class SealedSecrets(DefaultMFAAdapter):
    """Second steps are sealed by the workspace's secret: the database alone tells none."""

    def encrypt(self, text: str) -> str:
        """The text, sealed."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was sealed."""
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    key = hashlib.sha256(_SALT + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
