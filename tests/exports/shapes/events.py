"""A row per event: which step, and when it was done."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """The first step comes in, the last of a closed case ends it."""

    def rows_of(case: Case) -> list[Row]:
        return [(stage.step, moment) for stage, moment in case.done]

    columns = [scene.column("activity"), scene.column("time")]
    sheet = sheet_of(scene, columns, rows_of, moment=1)
    spans = [(case.opened, case.closed) for case in scene.course.cases]
    return Built(sheet=sheet, truth=Truth(shape="events", right=(figures_of(spans),)))
