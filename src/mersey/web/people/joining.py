"""Taking up an invitation: an account, a membership, and the services that were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction

from mersey.errors import UsageError
from mersey.web import audit_trail
from mersey.web.models import Account, Invitation, Membership, ServiceAccess
from mersey.web.people.inviting import people_of

if TYPE_CHECKING:
    from datetime import datetime


def account_of(invitation: Invitation) -> Account | None:
    """The account that the invited person has already, here before or elsewhere."""
    found: Account | None = Account.objects.filter(username=invitation.email).first()
    return found


@transaction.atomic
def join(
    invitation: Invitation, *, name: str, password: str | None, now: datetime
) -> Account:
    """The account of somebody new, or of somebody who comes back; now a member.

    Args:
        invitation: Open at `now`.
        name: As colleagues will know them.
        password: Checked already; None for who signs in at a provider.
        now: When.

    Raises:
        UsageError: Somebody else was quicker, or they have an account and must sign in.
    """
    known = account_of(invitation)
    if known is not None and known.is_active:
        msg = "There is an account with this e-mail address."
        raise UsageError(msg, next_step="Sign in with it, and open the address again.")
    person = known or Account(username=invitation.email)
    person.name, person.email, person.is_active = name, invitation.email, True
    person.set_password(password)
    person.save()
    EmailAddress.objects.update_or_create(
        user=person,
        email=person.email,
        defaults={"verified": True, "primary": True},
    )
    take_up(invitation, person=person, now=now)
    return person


@transaction.atomic
def take_up(invitation: Invitation, *, person: Account, now: datetime) -> None:
    """Make `person` a member, once.

    Raises:
        UsageError: It was taken up, or has ended; or they are a member already.
    """
    mine = Invitation.objects.filter(pk=invitation.pk, taken_by=None, ends__gt=now)
    if not mine.update(taken_by=person):
        msg = "This invitation cannot be used any more."
        raise UsageError(msg, next_step="Ask who invited you for another.")
    organisation = invitation.organisation
    if Membership.objects.filter(person=person, organisation=organisation).exists():
        msg = "You are a member already."
        raise UsageError(msg, next_step="Go to the first page.")
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=invitation.role
    )
    membership.teams.set(invitation.teams.all())
    for service in invitation.services.filter(organisation=organisation):
        ServiceAccess.objects.get_or_create(service=service, person=person)
    audit_trail.add(
        "took up an invitation",
        by=person,
        place=people_of(organisation),
        details={"invitation": invitation.pk, "role": invitation.role},
        at=now,
    )
