"""What a member is and sees: changed by an administrator, and ended when they leave.

An organisation never loses its last administrator; whoever leaves is out at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from mersey.errors import UsageError
from mersey.web import audit_trail
from mersey.web.models import Membership, Organisation, ServiceAccess
from mersey.web.people.inviting import people_of
from mersey.web.permissions import MemberRole

if TYPE_CHECKING:
    from mersey.web.models import Account, CouncilService, Team


@dataclass(frozen=True, kw_only=True)
class PersonStanding:
    """What somebody is to be: their role, teams, and services that are need-to-know."""

    role: MemberRole
    services: frozenset[CouncilService]
    teams: frozenset[Team]


def standing_of(membership: Membership) -> PersonStanding:
    """What they are now. Services that they see as one of a team are not in it."""
    given = ServiceAccess.objects.filter(
        person=membership.person, service__organisation=membership.organisation_id
    ).select_related("service")
    return PersonStanding(
        role=MemberRole(membership.role),
        services=frozenset(one.service for one in given),
        teams=frozenset(membership.teams.all()),
    )


@transaction.atomic
def change(
    membership: Membership, wanted: PersonStanding, *, by: Account | None
) -> None:
    """Make them what is wanted; each difference is an entry of the trail.

    Raises:
        UsageError: Nobody would be left to look after people.
    """
    _hold(membership.organisation_id)
    before = standing_of(membership)
    if wanted.role is not before.role:
        _change_role(membership, wanted.role, by=by)
    for service in sorted(wanted.services - before.services, key=lambda one: one.slug):
        ServiceAccess.objects.create(service=service, person=membership.person)
        _tell("gave a service", membership, by=by, service=service.slug)
    for service in sorted(before.services - wanted.services, key=lambda one: one.slug):
        ServiceAccess.objects.filter(service=service, person=membership.person).delete()
        _tell("took a service away", membership, by=by, service=service.slug)
    if wanted.teams != before.teams:
        membership.teams.set(wanted.teams)
        slugs = sorted(one.slug for one in wanted.teams)
        _tell("changed teams", membership, by=by, teams=slugs)


@transaction.atomic
def remove(membership: Membership, *, by: Account | None) -> None:
    """End a membership; who is left with none cannot sign in, and is out at once.

    Raises:
        UsageError: Nobody would be left to look after people.
    """
    _hold(membership.organisation_id)
    _leaves_an_administrator(membership)
    person = membership.person
    ServiceAccess.objects.filter(
        person=person, service__organisation=membership.organisation_id
    ).delete()
    _tell("removed a person", membership, by=by)
    membership.delete()
    if not Membership.objects.filter(person=person).exists():
        _close(person)
    end_sessions(person)


def end_sessions(person: Account) -> int:
    """How many sessions of theirs were ended, in every browser."""
    theirs = [
        one.pk
        for one in Session.objects.iterator()
        if one.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)


def _change_role(
    membership: Membership, role: MemberRole, *, by: Account | None
) -> None:
    before = MemberRole(membership.role)
    if before is MemberRole.ADMINISTRATOR:
        _leaves_an_administrator(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    _tell("changed a role", membership, by=by, before=str(before), after=str(role))


def _leaves_an_administrator(membership: Membership) -> None:
    others = Membership.objects.filter(
        organisation=membership.organisation_id,
        role=MemberRole.ADMINISTRATOR,
        person__is_active=True,
    ).exclude(pk=membership.pk)
    if membership.role == MemberRole.ADMINISTRATOR and not others.exists():
        msg = "Nobody would be left to look after people here."
        raise UsageError(msg, next_step="Make somebody else an administrator first.")


def _close(person: Account) -> None:
    """They cannot sign in by any way; the trail still names them.

    What joins them to a provider stays: it would let them in as somebody new.
    """
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=person).delete()


def _hold(organisation_id: int) -> None:
    """One at a time, so that two administrators cannot remove each other at once."""
    Organisation.objects.select_for_update().get(pk=organisation_id)


def _tell(
    action: str, membership: Membership, *, by: Account | None, **more: object
) -> None:
    person = membership.person
    audit_trail.add(
        action,
        by=by,
        place=people_of(membership.organisation),
        details={"person": person.pk, "name": str(person), **more},
    )
