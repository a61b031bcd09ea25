"""What people typed for the board of a service, as the board takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from mersey.answer.board import (
    AskedOfUs,
    Blocker,
    BlockReason,
    Promise,
    TeamLimit,
    Typed,
)
from mersey.report.board import CaseCalling
from mersey.services.service import CaseReference
from mersey.web.access import services_of
from mersey.web.boards.kept_references import references
from mersey.web.boards.references import policy_of
from mersey.web.models import (
    BoardBlocker,
    BoardLimit,
    BoardPromise,
    BoardSetting,
    Team,
)
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from mersey.web.access import Visitor
    from mersey.web.models import CouncilService


@dataclass(frozen=True, kw_only=True)
class TypedIn:
    """What was typed, and which version each record has."""

    typed: Typed
    versions: dict[str, int]


def typed_of(service: CouncilService, who: Visitor) -> TypedIn:
    """All that was typed for the board of a service, and what others wait for from it."""
    blockers = BoardBlocker.objects.filter(service=service, is_removed=False)
    promises = BoardPromise.objects.filter(service=service, is_removed=False)
    limits = BoardLimit.objects.filter(service=service, is_removed=False)
    return TypedIn(
        typed=Typed(
            blockers=tuple(_blocker(one) for one in blockers),
            promises=tuple(_promise(one) for one in promises),
            limits=tuple(TeamLimit(column=one.column, n=one.most) for one in limits),
            asked_of_us=tuple(_asked(service, who)),
        ),
        versions={str(one.pk): one.version for one in promises},
    )


def names_of(
    service: CouncilService, *, who: Visitor, keeps_ids: bool = False
) -> CaseCalling:
    """How this reader may call the cases of a service."""
    policy = policy_of(service)
    said = BoardSetting.objects.filter(service=service).first()
    names = CaseCalling(
        policy=policy,
        in_team=service.teams.filter(memberships__person=who.person).exists(),
        url=said.case_url if said else "",
        keeps_ids=keeps_ids,
    )
    if not names.may_be_shown:
        return names
    known = references(settings.SITE.workspace, service.slug)
    return CaseCalling(**vars(names) | {"references": known})


def askable(service: CouncilService, who: Visitor) -> tuple[str, ...]:
    """Teams and services that a case of this one may wait for, as far as one sees them."""
    others = services_of(who).filter(organisation=service.organisation)
    teams = Team.objects.filter(organisation=service.organisation)
    own = {service.name, *(one.name for one in service.teams.all())}
    names = {*(one.name for one in others), *(one.name for one in teams)}
    return tuple(sorted(names - own))


def _asked(service: CouncilService, who: Visitor) -> list[AskedOfUs]:
    """What other boards say they wait for from this service or one of its teams.

    Of a service that the reader may not see, nothing is told.
    """
    ours = [service.name, *(one.name for one in service.teams.all())]
    others = services_of(who, Action.SEE_CASES).filter(
        organisation=service.organisation
    )
    found = BoardBlocker.objects.filter(
        service__in=others.exclude(pk=service.pk),
        is_removed=False,
        cleared=None,
        for_team__in=ours,
    ).select_related("service")
    return [
        AskedOfUs(
            service=one.service.name,
            blocker=_blocker(one),
            case=_case_elsewhere(one),
        )
        for one in found
    ]


def _case_elsewhere(one: BoardBlocker) -> str:
    """The name of a case of another service: only where everybody may know it."""
    if policy_of(one.service) is not CaseReference.PUBLIC:
        return ""
    known = references(settings.SITE.workspace, one.service.slug)
    return known.get(one.case_key, "")


def _blocker(one: BoardBlocker) -> Blocker:
    return Blocker(
        id=str(one.pk),
        case_key=one.case_key,
        reason=BlockReason(one.reason),
        words=one.words,
        since=one.since,
        next_step=one.next_step,
        who=one.who,
        by=one.by,
        cleared=one.cleared,
        for_team=one.for_team,
    )


def _promise(one: BoardPromise) -> Promise:
    return Promise(
        id=str(one.pk),
        words=one.words,
        who=one.who,
        made=one.made,
        by=one.by,
        done=one.done,
        note=one.note,
        experiment=one.experiment,
    )
