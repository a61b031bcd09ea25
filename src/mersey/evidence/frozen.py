"""A frozen plan: what was promised before the change, with its fingerprint.

The plan is written in full, defaults too, and its SHA-256 is taken of the canonical JSON
(RFC 8785). A change after freezing is a new version that says what differs: a deviation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from mersey.errors import EvidenceError, NotVerified
from mersey.evidence.canonical import fingerprint
from mersey.evidence.differences import Difference, differences
from mersey.evidence.experiment import Experiment

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA: Final = "mersey.frozen/1"


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """Who freezes a plan, when, and why now.

    Attributes:
        at: The time, with its zone.
        by: Who wrote the plan. read_by: Who read it before it was frozen.
        late_because: Why it is frozen after its start; empty where it is not.
        because: Why it replaces an earlier version; empty for the first.
    """

    at: datetime
    by: str
    read_by: str = ""
    late_because: str = ""
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One version of a frozen plan.

    Attributes:
        version: From 1. sha256: Of the plan in canonical JSON, 64 hexadecimal digits.
        replaces: The fingerprint of the version before; empty for the first.
        changed: What differs from the version before.
        seal: SHA-256 of the whole version, its author and its time too; the trail holds
            it.
    """

    plan: Experiment
    sha256: str
    sealing: Sealing
    version: int = 1
    replaces: str = ""
    changed: tuple[Difference, ...] = ()
    seal: str = ""

    @property
    def is_late(self) -> bool:
        """It was frozen after its start: whoever wrote it may have seen numbers.

        True of a first version that came too late, and of a deviation in mid-course.
        """
        return self.sealing.at.date() > self.plan.start


def plan_data(plan: Experiment) -> dict[str, Any]:
    """The plan as plain data, every default written out: what its fingerprint is of."""
    return plan.model_dump(mode="json", by_alias=True)


def freeze(
    plan: Experiment, sealing: Sealing, *, before: Frozen | None = None
) -> Frozen:
    """The plan, frozen; checks of what it says come before (`plan_checks`).

    Args:
        plan: The plan.
        sealing: Who, when and why.
        before: The latest version; None for the first.

    Raises:
        EvidenceError: Nobody is named; it is frozen after its start, or again, and no
            reason is given; or nothing has changed since the version before.
    """
    _named(sealing)
    data = plan_data(plan)
    sealing = replace(sealing, at=sealing.at.replace(microsecond=0))
    if before is None:
        _in_time(plan, sealing)
        return _sealed(Frozen(plan=plan, sha256=fingerprint(data), sealing=sealing))
    changed = changed_since(before, plan)
    _changed(sealing, changed, before)
    frozen = Frozen(
        plan=plan,
        sha256=fingerprint(data),
        sealing=sealing,
        version=before.version + 1,
        replaces=before.sha256,
        changed=changed,
    )
    return _sealed(frozen)


def _sealed(frozen: Frozen) -> Frozen:
    return replace(frozen, seal=fingerprint(as_data(frozen)))


def changed_since(frozen: Frozen, plan: Experiment) -> tuple[Difference, ...]:
    """What the plan says otherwise than the frozen one; empty where nothing."""
    return differences(plan_data(frozen.plan), plan_data(plan))


def _named(sealing: Sealing) -> None:
    if not sealing.by.strip():
        msg = "Nobody is named who freezes the plan."
        raise EvidenceError(msg, next_step='Say who: ⟦by⟧ "Name, team".')


def _in_time(plan: Experiment, sealing: Sealing) -> None:
    if sealing.at.date() > plan.start and not sealing.late_because.strip():
        msg = (
            f"The change starts on {plan.start}, which is before today,"
            f" {sealing.at.date()}: a plan that is frozen after its start may have been"
            " written with its result in sight."
        )
        hint = (
            "Set a start to come, or say why it is late, which every page will repeat:"
            ' ⟦late⟧ "why".'
        )
        raise EvidenceError(msg, next_step=hint)


def _changed(sealing: Sealing, changed: tuple[Difference, ...], before: Frozen) -> None:
    if not changed:
        msg = f"Nothing has changed since version {before.version} was frozen."
        raise EvidenceError(msg, next_step="There is nothing to do.")
    if not sealing.because.strip():
        fields = ", ".join(change.field for change in changed)
        msg = f"The plan is frozen, and this changes it: {fields}."
        hint = (
            "A change after freezing becomes a new version, and is shown as a deviation."
            ' Say why: ⟦because⟧ "why".'
        )
        raise EvidenceError(msg, next_step=hint)


def as_data(frozen: Frozen) -> dict[str, Any]:
    """The version as plain data for its file."""
    return {
        "schema": SCHEMA,
        "version": frozen.version,
        "sha256": frozen.sha256,
        "replaces": frozen.replaces,
        "changed": [change.as_data() for change in frozen.changed],
        "frozen": {
            "at": moment(frozen.sealing.at),
            "by": frozen.sealing.by,
            "read_by": frozen.sealing.read_by,
            "late_because": frozen.sealing.late_because,
            "because": frozen.sealing.because,
        },
        "plan": plan_data(frozen.plan),
    }


def from_data(data: Mapping[str, Any], *, file: str) -> Frozen:
    """The version that plain data describes, its fingerprint checked.

    Raises:
        NotVerified: The plan is not the one that was frozen, or the file is not whole.
    """
    try:
        plan, sealed = data["plan"], data["frozen"]
        _unchanged(plan, data["sha256"], file=file)
        return Frozen(
            plan=Experiment.model_validate(plan),
            sha256=data["sha256"],
            seal=fingerprint(data),
            version=data["version"],
            replaces=data["replaces"],
            changed=tuple(Difference.from_data(one) for one in data["changed"]),
            sealing=Sealing(
                at=datetime.fromisoformat(sealed["at"]),
                **{name: sealed[name] for name in ("by", "read_by")},
                **{name: sealed[name] for name in ("late_because", "because")},
            ),
        )
    except (KeyError, TypeError, ValueError, ValidationError) as error:
        msg = f"{file} is not a whole frozen plan."
        hint = "Take the file back from where it is kept (git), as it was frozen."
        raise NotVerified(msg, next_step=hint) from error


def _unchanged(plan: object, sha256: str, *, file: str) -> None:
    found = fingerprint(plan)
    if found != sha256:
        msg = (
            f"The plan in {file} has been changed since it was frozen: its fingerprint"
            f" is {found[:12]}…, and it was frozen as {str(sha256)[:12]}…."
        )
        hint = (
            "Take the file back from where it is kept (git). To change the plan, change"
            " its TOML file and freeze it again: that is shown as a deviation."
        )
        raise NotVerified(msg, next_step=hint)


def moment(at: datetime) -> str:
    """A time in UTC, to the second, as ISO 8601 writes it: 2025-09-22T13:05:00Z."""
    utc = at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{utc.isoformat()}Z"
