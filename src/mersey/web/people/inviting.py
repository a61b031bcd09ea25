"""Invitations: for one person, for seven days, kept as a digest alone.

The token is worked out from the secret and the invitation, so that an administrator may
look its address up again, and the database alone tells it to nobody.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from mersey.errors import UsageError
from mersey.web import audit_trail
from mersey.web.models import Invitation, Membership

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from mersey.web.models import Account, CouncilService, Organisation, Team
    from mersey.web.permissions import MemberRole

LASTS: Final = timedelta(days=7)

_SALT: Final = "mersey.web.people.invitation"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What somebody is invited to be.

    `services` are those that are need-to-know; the others are seen by every member.
    """

    email: str
    role: MemberRole
    services: tuple[CouncilService, ...] = ()
    teams: tuple[Team, ...] = ()


@transaction.atomic
def invite(
    organisation: Organisation, offer: Offer, *, by: Account | None, now: datetime
) -> Invitation:
    """The invitation, which takes the place of an earlier one to the same address.

    Raises:
        UsageError: The address is none, or a member's.
    """
    email = offer.email.strip().lower()
    _can_be_invited(organisation, email)
    Invitation.objects.filter(
        organisation=organisation, email=email, taken_by=None
    ).update(ends=now)
    made = Invitation(
        organisation=organisation,
        email=email,
        role=offer.role,
        invited_by=by,
        made=now,
        ends=now + LASTS,
    )
    made.token_digest = digest_of(token_of(made))
    made.save()
    made.services.set(offer.services)
    made.teams.set(offer.teams)
    audit_trail.add(
        "invited a person",
        by=by,
        place=people_of(organisation),
        details={
            "invitation": made.pk,
            "role": str(offer.role),
            "services": _slugs(offer.services),
            "teams": _slugs(offer.teams),
        },
        at=now,
    )
    return made


def withdraw(invitation: Invitation, *, by: Account, now: datetime) -> None:
    """End an invitation that nobody took up."""
    with transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk, taken_by=None).update(ends=now)
        audit_trail.add(
            "withdrew an invitation",
            by=by,
            place=people_of(invitation.organisation),
            details={"invitation": invitation.pk},
            at=now,
        )


def token_of(invitation: Invitation) -> str:
    """What the address of the invitation holds; worth nothing without the secret."""
    said = (invitation.organisation_id, invitation.email, invitation.made.isoformat())
    made = salted_hmac(_SALT, "\0".join(map(str, said)), algorithm="sha256")
    return str(made.hexdigest())


def digest_of(token: str) -> str:
    """What is kept of a token; hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(digest: str, now: datetime) -> Invitation | None:
    """The invitation of that digest, as long as it may be taken up."""
    found: Invitation | None = Invitation.objects.filter(
        token_digest=digest, taken_by=None, ends__gt=now
    ).first()
    return found


def people_of(organisation: Organisation) -> str:
    """The place in the trail of what is done to people."""
    return f"organisations/{organisation.slug}/people"


def _can_be_invited(organisation: Organisation, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        msg = "This is no e-mail address."
        raise UsageError(
            msg, next_step="Write it as in name@example.gov.uk."
        ) from error
    named = Q(person__username=email) | Q(person__email__iexact=email)
    if Membership.objects.filter(named, organisation=organisation).exists():
        msg = "Somebody with this e-mail address is a member already."
        raise UsageError(msg, next_step="Change their role on their own page.")


def _slugs(found: Iterable[CouncilService | Team]) -> list[str]:
    return sorted(one.slug for one in found)
