"""WeekChanges of what was typed: each in the trail, each against the version it was made from.

Two people may have the same form open. Who saves second is told, with both texts: nothing
of either is lost without somebody having seen it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from mersey.web import audit_trail
from mersey.web.models import (
    BoardBlocker,
    BoardChange,
    BoardLimit,
    BoardPromise,
    PageNote,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.web.models import Account, CouncilService

KINDS: Final[Mapping[str, Any]] = {
    "blocker": BoardBlocker,
    "promise": BoardPromise,
    "limit": BoardLimit,
    "note": PageNote,
}

UNDO_WITHIN: Final = timedelta(hours=1)

_OURS: Final = frozenset({"id", "service", "version", "changed_by", "changed_at"})
"""Fields of the record itself, not of what was typed."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed the record after the form was made. `record` is theirs."""

    def __init__(self, record: Any) -> None:
        super().__init__("changed meanwhile")
        self.record = record


@transaction.atomic
def add(
    kind: str, service: CouncilService, fields: Mapping[str, Any], *, by: Account
) -> Any:
    """The record that was made. The same typed twice within a minute is made once."""
    model, now = KINDS[kind], datetime.now(UTC)
    same = model.objects.filter(
        service=service,
        is_removed=False,
        version=1,
        changed_by=by,
        changed_at__gte=now - timedelta(minutes=1),
        **fields,
    ).first()
    if same is not None:
        return same
    made = model.objects.create(
        service=service, changed_by=by, changed_at=now, **fields
    )
    _note(kind, made, before={}, by=by, action=f"noted a {kind}")
    return made


@transaction.atomic
def change(
    kind: str, record: Any, fields: Mapping[str, Any], *, version: int, by: Account
) -> Any:
    """The record with those fields.

    Args:
        kind: Of the record.
        record: As it is there.
        fields: What is changed.
        version: Of the record, as the form was made.
        by: Who changes it.

    Raises:
        ChangedMeanwhileError: It has another version by now.
    """
    model = KINDS[kind]
    before = _typed(record)
    if all(getattr(record, name) == value for name, value in fields.items()):
        return record
    now = {"changed_by": by, "changed_at": datetime.now(UTC), "version": version + 1}
    done = model.objects.filter(pk=record.pk, version=version).update(**fields, **now)
    fresh = model.objects.get(pk=record.pk)
    if not done:
        raise ChangedMeanwhileError(fresh)
    _note(kind, fresh, before=before, by=by, action=f"changed a {kind}")
    return fresh


def undoable(
    service: CouncilService, by: Account | None, kinds: tuple[str, ...] = tuple(KINDS)
) -> BoardChange | None:
    """The last change that somebody made of a board, if it can be undone; else None."""
    since = datetime.now(UTC) - UNDO_WITHIN
    last = BoardChange.objects.filter(service=service, by=by, at__gte=since).last()
    if last is None or last.is_undone or last.kind not in kinds:
        return None
    is_last = KINDS[last.kind].objects.filter(pk=last.record, version=last.version)
    return last if is_last.exists() else None


@transaction.atomic
def undo(one: BoardChange, *, by: Account) -> bool:
    """Whether the record is again as it was before the change; False where it moved on."""
    model = KINDS[one.kind]
    fields = _read(model, one.before) if one.before else {"is_removed": True}
    now = {"changed_by": by, "changed_at": datetime.now(UTC)}
    done = model.objects.filter(pk=one.record, version=one.version).update(
        **fields, **now, version=one.version + 1
    )
    if done:
        BoardChange.objects.filter(pk=one.pk).update(is_undone=True)
        place, what = f"services/{one.service.slug}/board", {one.kind: one.record}
        audit_trail.add(f"undid a {one.kind}", by=by, place=place, details=what)
    return bool(done)


def _note(
    kind: str, record: Any, *, before: Mapping[str, Any], by: Account, action: str
) -> None:
    BoardChange.objects.create(
        service=record.service,
        kind=kind,
        record=record.pk,
        before=dict(before),
        version=record.version,
        by=by,
        at=record.changed_at,
    )
    place = f"services/{record.service.slug}/board"
    audit_trail.add(action, by=by, place=place, details={kind: record.pk})


def _typed(record: Any) -> dict[str, Any]:
    """What was typed, as JSON takes it."""
    of = record._meta  # noqa: SLF001  (public in Django)
    names = [one.name for one in of.fields if one.name not in _OURS]
    found = {name: getattr(record, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


def _read(model: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    of = model._meta  # noqa: SLF001  (public in Django)
    return {name: of.get_field(name).to_python(value) for name, value in told.items()}
