from __future__ import annotations

from typing import Any

from mersey.report.page_view import page_view
from mersey.report.sections.waiting import section as waiting_section
from mersey.report.view import PageLimits
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_log import STEPS

ORDER = [step.replace("_", " ") for step, _, _ in STEPS[:5]]


def test_strip_runs_in_process_order_when_stages_come_otherwise() -> None:
    summary = made_up.summary(stages=made_up.stages()[::-1])
    view = page_view(
        answered(made_up.log(), summary), title="Planning", limits=PageLimits()
    )
    strip: Any = view.overview[0]
    assert [row[0].replace("_", " ") for row in strip.table.rows] == ORDER


def test_ageing_runs_in_process_order_when_stages_come_otherwise() -> None:
    summary = made_up.summary(stages=made_up.stages()[::-1])
    section = waiting_section(made_up.log(), summary, limits=PageLimits())
    chart: Any = section.blocks[0]
    drawn = [chart.description.index(step) for step, _, _ in STEPS[1:5]]
    assert drawn == sorted(drawn)
