"""A row per case, with a column for each milestone."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Column, Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """Milestones in the order of the process, all ends, and often the status."""
    process = scene.course.process
    stages = (process.first, *process.middle, *process.ends)
    columns = [
        Column(
            role="final" if stage.is_end else "milestone",
            heading=scene.column("milestone", of=stage.heading).heading,
        )
        for stage in stages
    ]
    has_status = scene.rng.random() < 0.5

    def rows_of(case: Case) -> list[Row]:
        reached = dict(case.done)
        dates = tuple(reached.get(stage) for stage in stages)
        return [(*dates, case.status) if has_status else dates]

    status = [scene.column("status")] if has_status else []
    sheet = sheet_of(scene, [*columns, *status], rows_of, moment=0)
    spans = [(case.opened, case.closed) for case in scene.course.cases]
    return Built(sheet=sheet, truth=Truth(shape="wide", right=(figures_of(spans),)))
