"""The same cases again and again, as they stood on each date of an extract."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """The last extract knows most: a case is closed where its closing date is filled."""
    first = scene.course.cases[0].opened
    last = scene.course.drawn_off
    n = scene.rng.randint(3, 6)
    dates = [_midnight(last - (last - first) * k / n) for k in range(n)][::-1]
    dates[-1] = _midnight(last) + timedelta(days=1)

    def rows_of(case: Case) -> list[Row]:
        return [
            (date, case.opened, _closed_by(case, date), _status_on(case, date))
            for date in dates
            if case.opened < date
        ]

    columns = [scene.column(r) for r in ("snapshot", "opened", "closed", "status")]
    sheet = sheet_of(scene, columns, rows_of, moment=0)
    spans = [(case.opened, case.closed) for case in scene.course.cases]
    truth = Truth(shape="snapshots", right=(figures_of(spans),))
    return Built(sheet=sheet, truth=truth)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _closed_by(case: Case, date: datetime) -> datetime | None:
    return case.closed if case.closed is not None and case.closed < date else None


def _status_on(case: Case, date: datetime) -> str:
    return [stage.status for stage, moment in case.done if moment < date][-1]
