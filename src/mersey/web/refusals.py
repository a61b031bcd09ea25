"""What somebody tried and may not: told to the trail, once in a while for each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from django.core.cache import cache

from mersey.web import audit_trail

if TYPE_CHECKING:
    from mersey.web.models import Account
    from mersey.web.permissions import Action

AGAIN_AFTER_S: Final = 10 * 60
"""Who tries the same a hundred times in a minute fills no trail."""


def tell_refused(person: Account, action: Action, place: str) -> None:
    """Tell that `person` was refused, where it was not told a moment ago."""
    tried = f"{person.pk}\0{action.value}\0{place}"
    key = f"refused-{hashlib.sha256(tried.encode()).hexdigest()}"
    if cache.add(key, 1, AGAIN_AFTER_S):
        audit_trail.add(
            "was refused", by=person, place=place, details={"to": action.value}
        )
