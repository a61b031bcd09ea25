"""A row per change of status, from the old one to the new one."""

from __future__ import annotations

from tests.exports.course import Case
from tests.exports.shapes.scene import Built, Scene, figures_of, sheet_of
from tests.exports.sheet import Row
from tests.exports.truth import Truth

__all__ = ["build"]


def build(scene: Scene) -> Built:
    """Where the file says when a case was opened, one that never moved is open since.

    Without that it opens at its first change, and one that never moved is not there. Some
    files tell changes of other fields too, each with its name, and the making of the case.
    """
    if scene.rng.random() < 0.4:
        return _of_every_field(scene)
    cases = [case for case in scene.course.cases if len(case.done) > 1]
    columns = [scene.column("old"), scene.column("new"), scene.column("changed")]
    sheet = sheet_of(scene, columns, _moves, moment=2)
    spans = [(case.done[1][1], case.closed) for case in cases]
    return Built(sheet=sheet, truth=Truth(shape="changes", right=(figures_of(spans),)))


def _moves(case: Case) -> list[Row]:
    pairs = zip(case.done, case.done[1:], strict=False)
    return [(old.status, new.status, moment) for (old, _), (new, moment) in pairs]


def _of_every_field(scene: Scene) -> Built:
    status = scene.column("status").heading

    def rows_of(case: Case) -> list[Row]:
        rows: list[Row] = [("Created", None, None, case.opened)]
        for old, new, moment in _moves(case):
            rows.append((status, old, new, moment))
            if scene.rng.random() < 0.3:
                rows.append(("Owner", "Queue", "Agent B", moment))
        return rows

    roles = ("field", "old", "new", "changed")
    sheet = sheet_of(scene, [scene.column(r) for r in roles], rows_of, moment=3)
    spans = [(case.opened, case.closed) for case in scene.course.cases]
    truth = Truth(shape="changes", right=(figures_of(spans),))
    return Built(sheet=sheet, truth=truth)
