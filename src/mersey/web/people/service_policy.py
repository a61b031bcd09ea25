"""What is settled of a service: who sees it and the names of its cases, who answers for it.

What lets more people see more needs an approver, and a second look at whom it shows what;
what shows less is done at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mersey.services.service import CaseReference
from mersey.web import audit_trail
from mersey.web.boards.kept_references import place_of
from mersey.web.boards.references import policy_of
from mersey.web.models import (
    Account,
    BoardSetting,
    CouncilService,
    Membership,
    ServiceAccess,
    ServiceCare,
)
from mersey.web.permissions import MAY, Action

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENNESS: Final = (CaseReference.HIDDEN, CaseReference.TEAM, CaseReference.PUBLIC)


@dataclass(frozen=True, kw_only=True)
class ServicePolicy:
    """What is settled of a service.

    Attributes:
        case_reference: Who may see the case system's own names of its cases.
        is_need_to_know: Only people and teams with access see that it is there.
        case_url: A link into the case system with `{reference}` in it; empty for none.
        owner: Who is told what its data needs. late_mail: Where that is mailed.
    """

    case_reference: CaseReference
    is_need_to_know: bool
    case_url: str
    owner: Account | None
    late_mail: str

    def opens(self, before: ServicePolicy) -> bool:
        """Whether somebody may see more than before."""
        more_names = OPENNESS.index(self.case_reference) > OPENNESS.index(
            before.case_reference
        )
        return more_names or (before.is_need_to_know and not self.is_need_to_know)


class PolicyChangedError(Exception):
    """Somebody else changed the settings after the form was made. `care` is theirs."""

    def __init__(self, care: ServiceCare) -> None:
        super().__init__("changed meanwhile")
        self.care = care


def policy_now(service: CouncilService) -> ServicePolicy:
    """What is settled of a service."""
    said = BoardSetting.objects.filter(service=service).first()
    care = ServiceCare.objects.filter(service=service).first()
    return ServicePolicy(
        case_reference=policy_of(service),
        is_need_to_know=service.is_need_to_know,
        case_url=said.case_url if said else "",
        owner=care.owner if care else None,
        late_mail=care.late_mail if care else "",
    )


def version_of_care(service: CouncilService) -> int:
    """How often the settings were changed."""
    care = ServiceCare.objects.filter(service=service).first()
    return care.version if care else 0


def who_sees(
    service: CouncilService,
    action: Action = Action.SEE_SERVICE,
    *,
    is_need_to_know: bool | None = None,
) -> Any:
    """The people who may do something on a service, by name: a query.

    Args:
        service: The service.
        action: What they may.
        is_need_to_know: As if it were, or were not; None for as it is.
    """
    roles = [role.value for role in MAY[action]]
    found = Membership.objects.filter(
        organisation=service.organisation, role__in=roles, person__is_active=True
    )
    guarded = service.is_need_to_know if is_need_to_know is None else is_need_to_know
    if guarded:
        teams = _teams_with_access(service)
        found = found.filter(Q(person__access__service=service) | Q(teams__in=teams))
    return Account.objects.filter(pk__in=found.values("person")).order_by("name")


def who_sees_names(service: CouncilService, policy: ServicePolicy) -> Any:
    """The people who would see names of its cases under a policy: a query."""
    found = who_sees(service, Action.SEE_CASES, is_need_to_know=policy.is_need_to_know)
    if policy.case_reference is CaseReference.HIDDEN:
        return found.none()
    if policy.case_reference is CaseReference.TEAM:
        teams = service.teams.all()
        return found.filter(memberships__teams__in=teams).distinct()
    return found


@transaction.atomic
def settle(
    service: CouncilService, wanted: ServicePolicy, *, version: int, by: Account
) -> None:
    """Make it so; each difference stands in the trail. Nothing where there is none.

    Args:
        service: The service.
        wanted: What is to hold.
        version: Of the settings, as the form was made.
        by: Who settles it.

    Raises:
        PolicyChangedError: They have another version by now.
    """
    before = policy_now(service)
    told = _differences(before, wanted)
    if not told:
        return
    care, _ = ServiceCare.objects.get_or_create(service=service)
    done = ServiceCare.objects.filter(pk=care.pk, version=version).update(
        owner=wanted.owner,
        late_mail=wanted.late_mail,
        version=version + 1,
        changed_by=by,
        changed_at=datetime.now(UTC),
    )
    if not done:
        raise PolicyChangedError(ServiceCare.objects.get(pk=care.pk))
    _settle_names(service, wanted)
    _settle_access(service, wanted)
    place = f"services/{service.slug}/settings"
    audit_trail.add("changed the settings", by=by, place=place, details=told)


def _settle_names(service: CouncilService, wanted: ServicePolicy) -> None:
    """Who sees names; those that were kept are removed where nobody may."""
    said = {
        "case_reference": wanted.case_reference.value,
        "case_url": wanted.case_url,
    }
    BoardSetting.objects.update_or_create(service=service, defaults=said)
    if wanted.case_reference is CaseReference.HIDDEN:
        kept = place_of(settings.SITE.workspace, service.slug)
        transaction.on_commit(lambda: kept.unlink(missing_ok=True))


def _settle_access(service: CouncilService, wanted: ServicePolicy) -> None:
    """Whether it is need-to-know: then its own teams have access."""
    if wanted.is_need_to_know == service.is_need_to_know:
        return
    if wanted.is_need_to_know:
        for team in _teams_with_access(service):
            ServiceAccess.objects.get_or_create(service=service, team=team)
    service.is_need_to_know = wanted.is_need_to_know
    service.save(update_fields=["is_need_to_know"])


def _teams_with_access(service: CouncilService) -> list[Any]:
    """Those that have access; for a service that nobody has access to yet, those that do its work."""
    if not service.access.exists():
        return list(service.teams.all())
    return [one.team for one in service.access.exclude(team=None)]


def _differences(before: ServicePolicy, after: ServicePolicy) -> Mapping[str, Any]:
    """What the trail is told: of policies both sides, of a mail address that it changed."""
    told: dict[str, Any] = {}
    if before.case_reference is not after.case_reference:
        told["case_reference"] = [
            before.case_reference.value,
            after.case_reference.value,
        ]
    if before.is_need_to_know != after.is_need_to_know:
        told["need_to_know"] = [before.is_need_to_know, after.is_need_to_know]
    if before.owner != after.owner:
        told["owner"] = after.owner.pk if after.owner else None
    for name in ("case_url", "late_mail"):
        if getattr(before, name) != getattr(after, name):
            told[name] = "changed" if getattr(after, name) else "removed"
    return told
