"""What somebody had typed when their session ran out: theirs again once they signed in.

It waits in the session that begins when the old one ends, for an hour, and is shown to
the same person alone: in the same form, or on a page of its own where the form is not at
the address that it was sent to. Nothing is saved of it until they save it, and nothing in
the browser: several people use the computers of a front desk.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.web.models import Account

TYPED: Final = "typed"
"""Key of the session."""

LASTS_S: Final = 3600
LARGEST: Final = 20_000
"""Bytes of a form that is kept; an uploaded file is not."""

NOT_KEPT: Final = ("csrfmiddlewaretoken", "version", "password")
"""Parts of the names of fields that are not kept: a version is of the page to come."""


def typed_now(request: HttpRequest, person: Account) -> dict[str, Any]:
    """What a form sends, to be kept; empty where there is none, or it is no plain form."""
    is_plain = request.content_type == "application/x-www-form-urlencoded"
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    is_small = length.isdecimal() and int(length) <= LARGEST
    if request.method != "POST" or not is_plain or not is_small:
        return {}
    fields = {
        name: words
        for name, words in request.POST.items()
        if not any(part in name for part in NOT_KEPT)
    }
    return {
        "person": person.pk,
        "path": request.path,
        "fields": fields,
        "at": int(time.time()),
    }


def is_left(request: HttpRequest) -> bool:
    """Whether what was sent to this address waits, and no form has taken it."""
    kept = request.session.get(TYPED)
    return bool(kept) and request.method == "GET" and kept["path"] == request.path


def typed_before(request: HttpRequest, person: Account | None) -> dict[str, str]:
    """What the person typed into this form before their session ran out; told once."""
    kept = request.session.get(TYPED)
    if not kept or person is None or kept["path"] != request.path:
        return {}
    del request.session[TYPED]
    is_theirs = kept["person"] == person.pk
    is_fresh = time.time() - kept["at"] <= LASTS_S
    fields: dict[str, str] = kept["fields"]
    return fields if is_theirs and is_fresh else {}
