"""A row when an activity starts and one when it is complete."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """What has started and is not complete has one row."""
    start, complete = scene.rng.choice(
        (("start", "complete"), ("Start", "Complete"), ("START", "COMPLETE"))
    )

    def rows_of(case: Case) -> list[Row]:
        rows: list[Row] = []
        for visit in case.visits:
            rows.append((visit.stage.step, start, visit.began))
            if visit.done is not None:
                rows.append((visit.stage.step, complete, visit.done))
        return rows

    columns = [scene.column(role) for role in ("activity", "lifecycle", "time")]
    sheet = sheet_of(scene, columns, rows_of, moment=2)
    spans = [(case.visits[0].began, case.closed) for case in scene.course.cases]
    return Built(
        sheet=sheet, truth=Truth(shape="lifecycle", right=(figures_of(spans),))
    )
