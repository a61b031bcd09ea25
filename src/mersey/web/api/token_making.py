"""Tokens of other programs: made once, shown once, kept as a digest, and revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db import transaction

from mersey.web import audit_trail
from mersey.web.models import ApiToken
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.web.models import Account

PREFIX: Final = "mersey_"
"""Those who look for secrets in what is published know ours by it."""

SHOWN: Final = 12

LONGEST_DAYS: Final = 366

USED_EVERY: Final = timedelta(minutes=1)
"""How exactly it is known when a token was last used."""


class TokenScope(StrEnum):
    """What a token may be used for, as far as its person may."""

    READ = "read"
    CASES = "cases"
    LOAD = "load"


ALLOWS: Final = {
    TokenScope.READ: Action.SEE_SERVICE,
    TokenScope.CASES: Action.SEE_CASES,
    TokenScope.LOAD: Action.LOAD_DATA,
}
"""Scope → the action of the one table of permissions."""


def make(
    person: Account, *, name: str, scopes: Iterable[TokenScope], days: int
) -> tuple[ApiToken, str]:
    """The token's row, and the token, which nobody can tell again."""
    text = PREFIX + secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    told = sorted(scopes)
    with transaction.atomic():
        token = ApiToken.objects.create(
            person=person,
            name=name,
            begins=text[:SHOWN],
            token_digest=digest_of(text),
            scopes=told,
            made_at=now,
            ends_at=now + timedelta(days=min(days, LONGEST_DAYS)),
        )
        details = {"token": token.pk, "scopes": told, "days": days}
        audit_trail.add("made a token", by=person, details=details)
    return token, text


def revoke(token: ApiToken, *, by: Account) -> None:
    """Let the token open nothing from now on."""
    with transaction.atomic():
        n_changed = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
            revoked_at=datetime.now(UTC)
        )
        if n_changed:
            audit_trail.add("revoked a token", by=by, details={"token": token.pk})


def token_of(text: str) -> ApiToken | None:
    """The token that this is, while it holds and its person is here; else None."""
    now = datetime.now(UTC)
    token: ApiToken | None = (
        ApiToken.objects.select_related("person")
        .filter(
            token_digest=digest_of(text),
            revoked_at=None,
            ends_at__gt=now,
            person__is_active=True,
        )
        .first()
    )
    if token and (token.used_at is None or now - token.used_at > USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token


def allows(token: ApiToken, action: Action) -> bool:
    """Whether the token's scopes reach so far."""
    return action in {ALLOWS[TokenScope(one)] for one in token.scopes}


def digest_of(text: str) -> str:
    """SHA-256 of a token; it is random, so that it needs no slow digest."""
    return hashlib.sha256(text.encode()).hexdigest()
