"""Who may have an account, and how secrets of theirs are kept.

Accounts are made by taking up an invitation, or by a provider that names a role for
whom it signs in; never by asking for one, and never by an e-mail address alone.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

_SALT: Final = b"mersey second steps\0"


class ByInvitationOnly(DefaultAccountAdapter):
    """Local accounts are made by accepting an invitation, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """A council's own sign-in lets in those whose account was joined to it."""

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        """Never by itself."""
        del request, sociallogin
        return False


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
