from __future__ import annotations

from mersey.charts.kinds.stage_strip.strip_chart import draw
from mersey.flow.results import Stage


def test_description_tells_no_hours_when_the_file_has_none() -> None:
    stage = Stage(
        activity="Seen", n_visits=9, days_per_case=0.17, share=1, n_open=0, n_older=0
    )
    assert "Seen: under a day a case" in draw([stage], in_days=True).description
    assert "Seen: 4 hours a case" in draw([stage]).description
