"""What differs between the versions of Django that mersey runs on: the content policy.

Django writes the header itself from 6.0 on; below it django-csp does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HAS_CSP = django.VERSION >= (6, 0)


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
