"""Whether the application can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.http import HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.web.routing import Visit


def health(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """`ok` where the database answers; nothing else is told to who did not sign in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
