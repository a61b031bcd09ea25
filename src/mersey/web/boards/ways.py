"""Ways across services: who sees which, and what is done to them, each in the trail.

Of a part that somebody may not see they learn that there is one, and nothing else; of a
way all of whose parts they may not see, nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.text import slugify

from mersey.web import audit_trail
from mersey.web.access import services_of
from mersey.web.models import BoardWay, BoardWayPart
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.web.access import Visitor
    from mersey.web.models import Account, CouncilService, Organisation

FEWEST: Final = 2
MOST: Final = 6


@dataclass(frozen=True, kw_only=True)
class SeenWay:
    """A way as somebody sees it.

    Attributes:
        parts: Those that they see, in order. is_withheld: There are others.
    """

    way: BoardWay
    parts: tuple[BoardWayPart, ...]
    is_withheld: bool


@dataclass(frozen=True, kw_only=True)
class WantedPart:
    """A service of a way as a form asks for it."""

    service: CouncilService
    place: int
    team: str = ""


class WayChangedError(Exception):
    """Somebody else changed the way after the form was made. `way` is theirs."""

    def __init__(self, way: BoardWay) -> None:
        super().__init__("changed meanwhile")
        self.way = way


def ways_of(who: Visitor) -> list[SeenWay]:
    """The ways of which somebody sees a part, by name."""
    seen = {one.pk for one in services_of(who, Action.SEE_CASES)}
    found = BoardWay.objects.filter(
        organisation_id__in=who.memberships, is_removed=False
    ).prefetch_related("parts__service")
    shown = [_seen(one, seen) for one in found]
    return [one for one in shown if one.parts]


def way_of(who: Visitor, slug: str) -> SeenWay | None:
    """The way of that slug; None where there is none of which they see a part."""
    return next((one for one in ways_of(who) if one.way.slug == slug), None)


def _seen(way: BoardWay, seen: set[int]) -> SeenWay:
    parts = tuple(way.parts.all())
    shown = tuple(one for one in parts if one.service_id in seen)
    return SeenWay(way=way, parts=shown, is_withheld=len(shown) < len(parts))


@transaction.atomic
def make_way(
    organisation: Organisation, name: str, parts: Sequence[WantedPart], *, by: Account
) -> BoardWay:
    """The way that was made."""
    way: BoardWay = BoardWay.objects.create(
        organisation=organisation,
        slug=_free_slug(organisation, name),
        name=name,
        changed_by=by,
        changed_at=datetime.now(UTC),
    )
    _set_parts(way, parts)
    _tell("made a way", way, by=by)
    return way


@transaction.atomic
def change_way(
    seen: SeenWay, name: str, parts: Sequence[WantedPart], *, version: int, by: Account
) -> None:
    """Make it so; parts that `by` may not see stay as they are.

    Raises:
        WayChangedError: It has another version by now.
    """
    _take(seen.way, version, by=by, name=name)
    for one in seen.parts:
        one.delete()
    _set_parts(seen.way, parts)
    _tell("changed a way", seen.way, by=by)


@transaction.atomic
def remove_way(seen: SeenWay, *, version: int, by: Account) -> None:
    """Take it away; what was typed on the boards of its services stays there.

    Raises:
        WayChangedError: It has another version by now.
    """
    _take(seen.way, version, by=by, is_removed=True)
    _tell("removed a way", seen.way, by=by)


def _take(way: BoardWay, version: int, *, by: Account, **fields: Any) -> None:
    now = {"changed_by": by, "changed_at": datetime.now(UTC), "version": version + 1}
    same = BoardWay.objects.filter(pk=way.pk, version=version, is_removed=False)
    if not same.update(**fields, **now):
        raise WayChangedError(BoardWay.objects.get(pk=way.pk))


def _set_parts(way: BoardWay, parts: Sequence[WantedPart]) -> None:
    for one in parts:
        BoardWayPart.objects.create(
            way=way, service=one.service, team=one.team, place=one.place
        )


def _free_slug(organisation: Organisation, name: str) -> str:
    start = slugify(name)[:50] or "way"
    taken = set(organisation.ways.values_list("slug", flat=True))
    tries = (f"{start}-{n}" if n else start for n in range(len(taken) + 1))
    return next(one for one in tries if one not in taken)


def _tell(action: str, way: BoardWay, *, by: Account) -> None:
    slugs = [one.service.slug for one in way.parts.select_related("service")]
    audit_trail.add(
        action, by=by, place=f"ways/{way.slug}", details={"services": sorted(slugs)}
    )
