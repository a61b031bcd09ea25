"""What the verbs of `mersey evidence` print of a plan, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.evidence.experiment import Experiment
from mersey.evidence.frozen import changed_since, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.evidence.experiment import Idea
    from mersey.evidence.frozen import Frozen
    from mersey.evidence.plan_checks import Remark
    from mersey.evidence.states import Milestone, State
    from mersey.evidence.trail import Entry

PLAN: Final = "mersey.evidence.plan/1"
FREEZE: Final = "mersey.evidence.freeze/1"


def plan_json(
    plan: Experiment | Idea,
    *,
    state: State,
    way: Iterable[Milestone],
    remarks: Sequence[Remark],
    versions: Sequence[Frozen],
    entries: Iterable[Entry],
) -> dict[str, Any]:
    """A plan, where it stands, what stands against it, and what happened to it."""
    return {
        "schema": PLAN,
        "plan": plan.model_dump(mode="json", by_alias=True),
        "measure_hash": plan.measure_hash if isinstance(plan, Experiment) else None,
        "state": state.value,
        "milestones": [
            {
                "state": milestone.state.value,
                "on": milestone.on.isoformat() if milestone.on else None,
                "is_past": milestone.is_past,
                "is_by": milestone.is_by,
            }
            for milestone in way
        ],
        "refused": [_remark(one) for one in remarks if one.is_refused],
        "stated": [_remark(one) for one in remarks if not one.is_refused],
        "versions": [_version(version) for version in versions],
        "unfrozen_changes": _unfrozen(plan, versions),
        "trail": [entry_json(one) for one in entries],
    }


def _unfrozen(
    plan: Experiment | Idea, versions: Sequence[Frozen]
) -> list[dict[str, Any]]:
    """What the file says otherwise than the version that counts."""
    if not versions or not isinstance(plan, Experiment):
        return []
    return [change.as_data() for change in changed_since(versions[-1], plan)]


def _remark(remark: Remark) -> dict[str, str]:
    return {"field": remark.field, "text": remark.text}


def _version(frozen: Frozen) -> dict[str, Any]:
    return {
        "version": frozen.version,
        "sha256": frozen.sha256,
        "at": moment(frozen.sealing.at),
        "by": frozen.sealing.by,
        "read_by": frozen.sealing.read_by,
        "late_because": frozen.sealing.late_because,
        "because": frozen.sealing.because,
        "changed": [change.as_data() for change in frozen.changed],
    }


def frozen_json(
    frozen: Frozen, *, file: str, stated: Iterable[Remark]
) -> dict[str, Any]:
    """What was frozen, where it is kept, and what is stated with it."""
    return {
        "schema": FREEZE,
        "experiment": frozen.plan.id,
        "file": file,
        **_version(frozen),
        "stated": [_remark(one) for one in stated],
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """One entry of a trail."""
    return {
        "seq": entry.seq,
        "at": moment(entry.at),
        "by": entry.by,
        "kind": entry.kind.value,
        "data": dict(entry.data),
    }
