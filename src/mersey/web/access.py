"""Where a person may do something: which services they see, and in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from mersey.web.models import CouncilService, Membership
from mersey.web.permissions import Action, MemberRole, may

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.web.models import Account


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who asked for a page.

    Attributes:
        person: Who; None where nobody signed in.
        memberships: Organisation's key → membership.
    """

    person: Account | None
    memberships: Mapping[int, Membership]

    def role_in(self, organisation_id: int) -> MemberRole | None:
        """Their role in an organisation; None where they are no member."""
        found = self.memberships.get(organisation_id)
        return MemberRole(found.role) if found else None

    def may_anywhere(self, action: Action) -> bool:
        """Whether they may in one of their organisations, or without one."""
        if self.person is None or not self.memberships:
            return may(None, action) or (
                self.person is not None and action is Action.COME_IN
            )
        return any(
            may(MemberRole(one.role), action) for one in self.memberships.values()
        )

    def may(self, action: Action, service: CouncilService) -> bool:
        """Whether they may, in a service that they see."""
        return may(self.role_in(service.organisation_id), action)


def visitor(person: Any) -> Visitor:
    """What is known of the person of a request, who may be nobody."""
    if not person.is_authenticated:
        return Visitor(person=None, memberships={})
    found = Membership.objects.filter(person=person)
    return Visitor(
        person=person, memberships={one.organisation_id: one for one in found}
    )


def services_of(who: Visitor, action: Action = Action.SEE_SERVICE) -> Any:
    """The services on which they may, by name: a query.

    A service that is need-to-know is there only for the people and teams with access.
    """
    where = [
        key
        for key, membership in who.memberships.items()
        if may(MemberRole(membership.role), action)
    ]
    in_reach = Q(is_need_to_know=False)
    if who.person is not None:
        in_reach |= Q(access__person=who.person)
        in_reach |= Q(access__team__memberships__person=who.person)
    return (
        CouncilService.objects.filter(organisation_id__in=where)
        .filter(in_reach)
        .distinct()
    )


def service_seen(who: Visitor, slug: str, action: Action) -> CouncilService | None:
    """The service of that slug, as `services_of` has it; None where it has none.

    Every request asks this, so it asks for access only where a service needs it.
    """
    found: CouncilService | None = CouncilService.objects.filter(slug=slug).first()
    if found is None or who.role_in(found.organisation_id) is None:
        return None
    if not who.may(action, found):
        return None
    if found.is_need_to_know:
        return found if _has_access(who, found) else None
    return found


def _has_access(who: Visitor, service: CouncilService) -> bool:
    is_theirs = Q(person=who.person) | Q(team__memberships__person=who.person)
    return bool(service.access.filter(is_theirs).exists())
