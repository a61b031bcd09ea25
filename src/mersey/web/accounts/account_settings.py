"""Django's settings of accounts, mail and the shared cache."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from mersey.web.compat import mail_settings
from mersey.web.outside import SUBMISSION_PORT

if TYPE_CHECKING:
    from mersey.web.config import Config

LONGEST: Final = timedelta(hours=12)
"""After a working day, everybody signs in again."""

IDLE: Final = timedelta(hours=1)
"""Without a request."""

SHORTEST_PASSWORD: Final = 12

_VALIDATION: Final = "django.contrib.auth.password_validation."

CACHE_TABLE: Final = "web_cache"
"""In the database, so that every process counts the same attempts."""

MOST_KEPT: Final = 20_000

LINK_LASTS_S: Final = 60 * 60
"""A link that sets a new password."""


def account_settings(config: Config) -> dict[str, Any]:
    """The settings of people's accounts."""
    door = "demo" if config.is_demo else "account_login"
    return {
        "AUTH_USER_MODEL": "web.Account",
        "AUTHENTICATION_BACKENDS": [
            "django.contrib.auth.backends.ModelBackend",
            "allauth.account.auth_backends.AuthenticationBackend",
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": _validators(),
        "PASSWORD_RESET_TIMEOUT": LINK_LASTS_S,
        "LOGIN_URL": door,
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "mersey.web.accounts.adapter.ByInvitationOnly",
        "SOCIALACCOUNT_ADAPTER": "mersey.web.accounts.adapter.KnownPeopleOnly",
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "email*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGOUT_REDIRECT_URL": door,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_METHODS": ["password", "mfa"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": config.proxies,
        "MFA_ADAPTER": "mersey.web.accounts.adapter.SealedSecrets",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_TOTP_ISSUER": f"mersey {config.council}".strip(),
        "SOCIALACCOUNT_ONLY": False,
        "SOCIALACCOUNT_AUTO_SIGNUP": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_PROVIDERS": _providers(config),
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": CACHE_TABLE,
                "OPTIONS": {"MAX_ENTRIES": MOST_KEPT},
            }
        },
        **_mail(config),
    }


def _validators() -> list[dict[str, Any]]:
    """Long enough, on no list of what others chose, and not their own name."""
    return [
        {
            "NAME": f"{_VALIDATION}MinimumLengthValidator",
            "OPTIONS": {"min_length": SHORTEST_PASSWORD},
        },
        {"NAME": f"{_VALIDATION}CommonPasswordValidator"},
        {
            "NAME": f"{_VALIDATION}UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ("username", "email", "name")},
        },
    ]


def _providers(config: Config) -> dict[str, Any]:
    """The provider of OpenID Connect: people are told by their key there, never by mail."""
    one = config.provider
    if one is None:
        return {}
    app = {
        "provider_id": "council",
        "name": one.name,
        "client_id": one.client_id,
        "secret": one.client_secret,
        "settings": {
            "server_url": one.issuer,
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def _mail(config: Config) -> dict[str, Any]:
    """Printed where no server is named."""
    one = config.mail
    if one is None:
        return mail_settings("django.core.mail.backends.console.EmailBackend", {})
    options = {
        "host": one.host,
        "port": one.port or SUBMISSION_PORT,
        "username": one.user,
        "password": one.password,
        "use_tls": one.encryption == "starttls",
        "use_ssl": one.encryption == "tls",
        "timeout": 10,
    }
    sent = mail_settings("django.core.mail.backends.smtp.EmailBackend", options)
    return {**sent, "DEFAULT_FROM_EMAIL": one.sender}
