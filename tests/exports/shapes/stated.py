"""A row per event, and on each row what the file says of the case: opened, closed, status."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """The columns decide when a case opened and closed; its last event need not be one."""

    def rows_of(case: Case) -> list[Row]:
        stated = (case.opened, case.closed, case.status)
        return [(stage.step, moment, *stated) for stage, moment in case.done]

    roles = ("activity", "time", "opened", "closed", "status")
    sheet = sheet_of(scene, [scene.column(r) for r in roles], rows_of, moment=1)
    spans = [(case.opened, case.closed) for case in scene.course.cases]
    truth = Truth(shape="case facts on each row", right=(figures_of(spans),))
    return Built(sheet=sheet, truth=truth)
