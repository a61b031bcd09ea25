from __future__ import annotations

from dataclasses import replace

from mersey.flow.lead_time_results import Quantile
from mersey.report.sections.movement import in_and_out
from mersey.report.tiles import tiles
from mersey.report.view import PageLimits
from mersey.vocabulary import Extract
from tests.unit.report import made_up


def test_tiles_are_four_in_the_order_every_page_has_them() -> None:
    shown = tiles(made_up.log(), made_up.summary())
    assert [tile.title for tile in shown] == [
        "Typical time",
        "85 in 100 finish within",
        "Open now",
        "Older than usual",
    ]


def test_tiles_say_figure_unit_and_meaning() -> None:
    typical, slow, now, older = tiles(made_up.log(), made_up.summary())
    assert typical.as_text() == (
        "75 days (Half take less, half take more. Likely between 71 and 79 days)"
    )
    assert slow.as_text() == "152 days (Likely between 143 and 167 days)"
    assert (now.value, now.unit) == ("321", "cases")
    assert older.as_text() == "57 open cases (Open for more than 152 days)"


def test_open_tile_averages_the_last_thirteen_complete_weeks() -> None:
    _, _, now, _ = tiles(made_up.log(), made_up.summary())
    came = [23.0 + (week * 7) % 9 - 4 for week in range(38, 51)]
    went = [17.0 + (week * 5) % 7 - 3 for week in range(38, 51)]
    assert now.note == (
        f"Arriving {sum(came) / 13:.1f} a week, finishing {sum(went) / 13:.1f}, "
        "over the last 13 full weeks"
    )


def test_open_tile_is_silent_on_rates_when_no_week_is_complete() -> None:
    short = made_up.weeks("arrivals", "Arrivals", [3.0, 2.0])
    summary = made_up.summary(series={"arrivals": short, "throughput": short})
    assert tiles(made_up.log(), summary)[2].note == ""


def test_open_tile_says_one_week_when_only_one_is_complete() -> None:
    short = made_up.weeks("arrivals", "Arrivals", [3.0, 2.0, 1.0])
    summary = made_up.summary(series={"arrivals": short, "throughput": short})
    assert tiles(made_up.log(), summary)[2].note.endswith("over the last full week")


def test_tiles_say_not_yet_known_when_percentiles_are_not() -> None:
    unknown = tuple(Quantile(p=p, days=None, more_than=90.0) for p in (0.5, 0.85, 0.95))
    summary = made_up.summary(
        lead_times=made_up.lead_times(quantiles=unknown),
        ageing=made_up.ageing(usual_days=None, n_older=0),
    )
    typical, slow, _, oldest = tiles(made_up.log(), summary)
    assert typical.as_text() == "Not yet known (More than 90 days)"
    assert slow.as_text() == "Not yet known (More than 90 days)"
    assert oldest.title == "Oldest open case"
    assert oldest.as_text() == "340 days (What is usual is not yet known)"


def test_tiles_tell_what_they_can_when_the_file_holds_closed_cases_only() -> None:
    no_one = made_up.ageing(cases=(), n_open=0, n_older=0, usual_days=None)
    summary = made_up.summary(lead_times=None, ageing=no_one, knows_open_cases=False)
    log = made_up.log(extract=Extract.CLOSED_ONLY, n_open=0, n_silent=0)
    assert [f"{tile.title}: {tile.as_text()}" for tile in tiles(log, summary)] == [
        "Closed: 866 cases (Open ones are not in this file)",
        "Finishing: 17.0 a week (Over the last 13 full weeks)",
        "Largest wait: 26% of waiting (From “site_visit” to “officer_report”)",
        "Rework: 5% of cases (A step came again after others)",
    ]


def test_tiles_tell_the_oldest_case_when_none_has_ended() -> None:
    summary = made_up.summary(lead_times=None, series={})
    log = made_up.log(n_closed=0)
    assert [tile.title for tile in tiles(log, summary)] == [
        "Open now",
        "Oldest open case",
        "Largest wait",
        "Rework",
    ]


def test_tiles_leave_the_interval_out_when_both_ends_read_the_same() -> None:
    same = (Quantile(p=0.5, days=0.13, lower=0.12, upper=0.135),) * 3
    lead = made_up.lead_times(quantiles=same, period_quantiles=same)
    typical, slow, *_ = tiles(made_up.log(), made_up.summary(lead_times=lead))
    assert typical.as_text() == "3 hours (Half take less, half take more)"
    assert slow.as_text() == "3 hours"


def test_open_tile_and_chart_rest_on_the_same_weeks() -> None:
    summary = made_up.summary()
    chart = in_and_out(summary, limits=PageLimits())
    note = tiles(made_up.log(), summary)[2].note
    assert chart.title == "About 23 cases a week arrive; about 17 finish"
    assert note.startswith("Arriving 23.1 a week, finishing 17.0,")
    assert "Means: the last 13 full weeks." in chart.subtitle


def test_open_tile_says_none_when_nothing_came_or_went() -> None:
    quiet = made_up.weeks("arrivals", "Arrivals", [3.0, 0.0, 0.0, 1.0])
    summary = made_up.summary(series={"arrivals": quiet, "throughput": quiet})
    note = tiles(made_up.log(), summary)[2].note
    assert note == "None arrived or finished in the last 2 full weeks"


def test_tiles_tell_todays_speed_when_it_is_another() -> None:
    now = (
        Quantile(p=0.5, days=179.0, lower=171.0, upper=184.0),
        Quantile(p=0.85, days=None, more_than=200.0),
    )
    lead = made_up.lead_times(period_quantiles=now)
    typical, slow, *_ = tiles(made_up.log(), made_up.summary(lead_times=lead))
    assert (typical.title, typical.value) == ("Typical time, today’s speed", "179")
    assert typical.note == (
        "The last 90 days, open cases counted. Over the whole log: 75 days"
    )
    assert (slow.value, slow.note.split(". ")[1]) == (
        "Not yet known",
        "Over the whole log: 152 days",
    )


def test_tile_asks_for_attention_only_when_a_case_is_older_or_late() -> None:
    shown = tiles(made_up.log(), made_up.summary())
    assert [tile.needs_attention for tile in shown] == [False, False, False, True]
    calm = made_up.summary(ageing=made_up.ageing(n_older=0))
    assert not any(tile.needs_attention for tile in tiles(made_up.log(), calm))


def test_largest_wait_within_one_step_is_not_from_it_to_itself() -> None:
    edge = replace(made_up.summary().waiting.largest[0], source="Wait", target="Wait")
    waiting = replace(made_up.summary().waiting, largest=(edge,))
    summary = made_up.summary(
        lead_times=None, knows_open_cases=False, waiting=waiting, service=None
    )
    found = {tile.name: tile for tile in tiles(made_up.log(), summary)}
    assert found["wait"].note == "From one “Wait” to the next"
