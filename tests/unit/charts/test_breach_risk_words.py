"""What stands beside the chart of risks."""

from __future__ import annotations

from dataclasses import replace

from mersey.charts import forecast_examples
from mersey.charts.kinds import breach_risk


def test_likeliest_are_named_only_where_not_all_are_drawn() -> None:
    risks = forecast_examples.risks()
    assert breach_risk.draw(risks).subtitle.endswith("The 12 likeliest are drawn.")
    one = next(case for case in risks.cases if not case.is_overdue)
    assert "likeliest" not in breach_risk.draw(replace(risks, cases=(one,))).subtitle
