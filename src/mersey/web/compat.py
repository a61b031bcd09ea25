"""What differs between the versions of Django that mersey runs on.

It writes the header of the content policy itself from 6.0 on, and below it django-csp
does; where mail goes is one setting from 6.1 on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import django

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HAS_CSP = django.VERSION >= (6, 0)

HAS_MAILERS = django.VERSION >= (6, 1)

_OLD_NAMES: Final = {
    "host": "EMAIL_HOST",
    "port": "EMAIL_PORT",
    "username": "EMAIL_HOST_USER",
    "password": "EMAIL_HOST_PASSWORD",
    "use_tls": "EMAIL_USE_TLS",
    "use_ssl": "EMAIL_USE_SSL",
    "timeout": "EMAIL_TIMEOUT",
}


def csp_middleware() -> str:
    """The middleware that sends the content security policy."""
    if HAS_CSP:
        return "django.middleware.csp.ContentSecurityPolicyMiddleware"
    return "csp.middleware.CSPMiddleware"


def csp_settings(policy: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The settings of a policy: directive → sources."""
    directives = {name: list(sources) for name, sources in policy.items()}
    if HAS_CSP:
        return {"SECURE_CSP": directives}
    return {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": directives}}


def mail_settings(backend: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """The settings by which mail is sent: the back end, and its options."""
    if HAS_MAILERS:
        return {"MAILERS": {"default": {"BACKEND": backend, "OPTIONS": dict(options)}}}
    old = {_OLD_NAMES[name]: value for name, value in options.items()}
    return {"EMAIL_BACKEND": backend, **old}
