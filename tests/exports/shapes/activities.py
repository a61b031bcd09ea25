"""A row per activity with its start and its end; the end is empty while it is at work."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """A case opens when its first activity starts."""

    def rows_of(case: Case) -> list[Row]:
        return [(v.stage.step, v.began, v.done) for v in case.visits]

    columns = [scene.column("activity"), scene.column("start"), scene.column("end")]
    sheet = sheet_of(scene, columns, rows_of, moment=1)
    spans = [(case.visits[0].began, case.closed) for case in scene.course.cases]
    return Built(
        sheet=sheet, truth=Truth(shape="activities", right=(figures_of(spans),))
    )
