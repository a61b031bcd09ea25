"""Who may have an account: those who were invited, and nobody by asking for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest


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
