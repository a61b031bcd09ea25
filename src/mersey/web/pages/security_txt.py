"""Whom to tell of a weakness, where everybody looks for it. Source: RFC 9116."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404, HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.web.routing import Visit

LASTS: Final = timedelta(days=180)


def security_txt(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """Contact and end, as the council set them.

    Raises:
        Http404: It named nobody.
    """
    config = settings.SITE
    if not config.security_contact:
        raise Http404
    ends = (datetime.now(UTC) + LASTS).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {config.security_contact}",
        f"Expires: {ends}",
        "Preferred-Languages: en",
        f"Canonical: {config.address}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
