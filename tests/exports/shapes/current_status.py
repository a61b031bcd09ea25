"""A row per case with its status now and its last update: when it closed is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """Counting by status is right; so is a question, or a refusal; a duration is not."""

    def rows_of(case: Case) -> list[Row]:
        later = timedelta(days=scene.rng.choice((0, 0, 2, 9, 60)), minutes=7)
        return [(case.opened, case.status, case.done[-1][1] + later)]

    columns = [scene.column(role) for role in ("opened", "status", "updated")]
    sheet = sheet_of(scene, columns, rows_of, moment=0)
    figures = figures_of([(case.opened, case.closed) for case in scene.course.cases])
    truth = Truth(
        shape="current status",
        right=(replace(figures, median_days=None),),
        may_ask=True,
        may_refuse=True,
    )
    return Built(sheet=sheet, truth=truth)
