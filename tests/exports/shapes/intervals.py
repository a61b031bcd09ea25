"""A row per interval of a status: since when, and until when; open-ended while it lasts."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """The last status lasts: that of a closed case too, since it closed."""

    def rows_of(case: Case) -> list[Row]:
        entered = [moment for _, moment in case.done]
        left = [*entered[1:], None]
        return [
            (stage.status, since, until)
            for (stage, since), until in zip(case.done, left, strict=True)
        ]

    columns = [scene.column("status"), scene.column("from"), scene.column("until")]
    sheet = sheet_of(scene, columns, rows_of, moment=1)
    spans = [(case.opened, case.closed) for case in scene.course.cases]
    return Built(
        sheet=sheet, truth=Truth(shape="intervals", right=(figures_of(spans),))
    )
