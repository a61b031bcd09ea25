"""Somebody whom the council's provider signed in: who they are here, and what they may.

They are known by the key that the provider gave; else they were invited; else, where the
council says so, the provider names exactly one role for them. Nobody comes in by the
e-mail address that a provider tells.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from mersey.errors import UsageError
from mersey.web import audit_trail
from mersey.web.models import Account, Membership, Organisation
from mersey.web.people.inviting import people_of
from mersey.web.people.joining import take_up
from mersey.web.people.standing import PersonStanding, change, remove, standing_of
from mersey.web.permissions import MemberRole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from mersey.web.models import Invitation

PREFIX: Final = "mersey."
"""Roles may be written `mersey.member` too, where a provider serves many programs."""


def role_of(claims: Mapping[str, Any]) -> MemberRole | None:
    """The one role that the provider names; None for none, and for more than one."""
    named = claims.get("roles") or []
    said = [named] if isinstance(named, str) else list(named)
    known = {str(one).lower().removeprefix(PREFIX) for one in said} & set(MemberRole)
    return MemberRole(known.pop()) if len(known) == 1 else None


@transaction.atomic
def take_in(
    uid: str, claims: Mapping[str, Any], invitation: Invitation, *, now: datetime
) -> Account:
    """The account of an invited person, made now.

    Raises:
        UsageError: The invitation has ended.
    """
    person = _new(uid, claims)
    take_up(invitation, person=person, now=now)
    return person


@transaction.atomic
def take_in_by_role(uid: str, claims: Mapping[str, Any]) -> Account | None:
    """The account of somebody for whom the provider names a role; None where it does not.

    There must be one organisation here, whose provider it is.
    """
    role, council = role_of(claims), Organisation.objects.order_by("pk").first()
    if role is None or council is None or Organisation.objects.count() > 1:
        return None
    person = _new(uid, claims)
    Membership.objects.create(
        person=person, organisation=council, role=role, is_from_provider=True
    )
    audit_trail.add(
        "came in by a role of the provider",
        by=person,
        place=people_of(council),
        details={"role": str(role)},
    )
    return person


def follow_role(person: Account, claims: Mapping[str, Any]) -> None:
    """Give somebody who came in by a role the role that they have there now.

    Who has none any more is no member any more. An organisation keeps its last
    administrator all the same.
    """
    role = role_of(claims)
    for membership in Membership.objects.filter(person=person, is_from_provider=True):
        before = standing_of(membership)
        try:
            if role is None:
                remove(membership, by=None)
            else:
                wanted = PersonStanding(
                    role=role, services=before.services, teams=before.teams
                )
                change(membership, wanted, by=None)
        except UsageError:
            place = people_of(membership.organisation)
            audit_trail.add("kept the last administrator", by=None, place=place)


def _new(uid: str, claims: Mapping[str, Any]) -> Account:
    key = hashlib.sha256(uid.encode()).hexdigest()[:40]
    person = Account(
        username=f"provider-{key}",
        name=str(claims.get("name") or "A colleague")[:150],
        email=str(claims.get("email") or "")[:254],
    )
    person.set_unusable_password()
    person.save()
    return person
