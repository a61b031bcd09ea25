"""What a board says of the experiments of a service: where each stands, and no more."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mersey.answer.board import Trying
from mersey.errors import MerseyError
from mersey.evidence.experiment import Experiment
from mersey.evidence.sealed import sealed
from mersey.evidence.states import State
from mersey.web.experiments.kept_views import due_of, key_of, look_and_remember
from mersey.web.experiments.logs import cases_and_mix
from mersey.web.experiments.place import find, read_all
from mersey.web.models import CouncilService

if TYPE_CHECKING:
    from mersey.evidence.looking import Looked
    from mersey.evidence.sealed import Sealed
    from mersey.web.experiments.place import Found

    Seen = tuple[Sealed | None, Looked | None]

MOST_IN_MEMORY: Final = 128


def trying_now(service: CouncilService) -> tuple[Trying, ...]:
    """Each experiment of a service; one that says why, where its files cannot be read."""
    try:
        names = sorted(read_all(service).experiments)
        found = [one for name in names if (one := find(service, name)) is not None]
    except MerseyError as error:
        return (
            Trying(
                id="experiments",
                title="The files of the experiments",
                state=State.RUNNING,
                why_not=error.problem,
            ),
        )
    return tuple(_trying(one) for one in found)


def _trying(found: Found) -> Trying:
    plan, why_not = found.counted, ""
    seen: Seen = (None, None)
    if isinstance(plan, Experiment) and found.log.version:
        try:
            seen = _seen(found.service.pk, plan.id, key_of(found, "board"))
        except MerseyError as error:
            why_not = error.problem
    return Trying(
        id=plan.id,
        title=plan.title,
        state=found.state,
        sealed=seen[0],
        looked=seen[1],
        starts=plan.start if isinstance(plan, Experiment) else None,
        review_by=plan.review_by if isinstance(plan, Experiment) else None,
        why_not=why_not,
    )


@lru_cache(maxsize=MOST_IN_MEMORY)
def _seen(service: int, name: str, _key: str) -> Seen:
    """What may be seen, worked out once for each state of the files and the log."""
    found = find(CouncilService.objects.get(pk=service), name)
    if found is None or found.kept.frozen is None:
        return None, None
    due = due_of(found)
    if found.state is State.VERDICT and due is not None:
        return None, look_and_remember(found, due)
    if found.state in {State.RUNNING, State.TOO_EARLY}:
        plan = found.kept.frozen.plan
        cases, _ = cases_and_mix(
            found.service.slug, plan, until=found.log.as_at, trail=found.kept.trail
        )
        return sealed(plan, cases), None
    return None, None
