from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.flow.lead_time_results import ClosedOnly, LeadTimes, Quantile
from mersey.flow.results import FlowSummary
from mersey.load.shapes.mapping import Shape
from mersey.report.sentences import (
    as_text,
    closed_only_sentence,
    lead,
    span_said,
    usual_said,
)
from mersey.services import find_pack
from mersey.services.service_use import use_service
from mersey.vocabulary import Extract
from tests.unit.report import made_up


def said(log: object, summary: FlowSummary) -> str:
    return as_text(lead(log, summary))  # type: ignore[arg-type]


def quantiles(*days: float | None) -> tuple[Quantile, ...]:
    return tuple(
        Quantile(p=p, days=value, more_than=None if value else 200.0)
        for p, value in zip((0.5, 0.85, 0.95), days, strict=True)
    )


def times(*days: float | None) -> LeadTimes:
    return made_up.lead_times(quantiles=quantiles(*days))


def test_lead_says_how_long_and_who_waits() -> None:
    assert said(made_up.log(n_silent=0), made_up.summary()) == (
        "Half of cases take 75 days or more from application date to decision date; "
        "15 in 100 take over 152 days. "
        "321 cases are open now, 57 of them older than usual. "
        "The list of open cases grows. "
    )


def test_lead_sets_only_the_figures_in_bold() -> None:
    strong = [w.text for w in lead(made_up.log(), made_up.summary()) if w.strong]
    assert strong == [
        "75 days",
        "152 days",
        "321 cases",
        "57",
    ]


def test_lead_counts_silent_cases_apart() -> None:
    assert said(made_up.log(), made_up.summary()).endswith(
        "12 more have gone silent: no end recorded, and nothing for over 200 days."
    )


def test_lead_says_not_yet_known_when_too_few_have_ended() -> None:
    summary = made_up.summary(lead_times=times(None, None, None))
    assert said(made_up.log(), summary).startswith(
        "It is not yet known how long half of cases take from application date to "
        "decision date: more than 200 days. 321 cases"
    )


def test_lead_says_what_is_known_of_the_slowest_when_p85_is_not() -> None:
    summary = made_up.summary(lead_times=times(75.0, None, None))
    assert (
        "how long the slowest 15 in 100 take is not yet known: more than 200 days. "
        in said(made_up.log(), summary)
    )


def test_lead_says_no_case_has_ended_when_all_are_open() -> None:
    summary = made_up.summary(
        lead_times=times(None, None, None),
        ageing=made_up.ageing(n_older=0, usual_days=None, typical_days=None),
    )
    log = made_up.log(n_closed=0, n_open=1199, n_silent=0)
    assert said(log, summary) == (
        "No case has ended yet, so it is not known how long they take. "
        "1,199 cases are open now. "
    )


def test_lead_gives_the_reason_when_lead_time_is_refused() -> None:
    reason = "The file holds closed cases only, so those still waiting are not in it."
    summary = made_up.summary(
        lead_times=None,
        lead_times_refused=reason,
        ageing=made_up.ageing(cases=(), n_open=0, n_older=0, usual_days=None),
    )
    assert said(made_up.log(n_open=0, n_silent=0), summary) == (
        "How long cases take cannot be told from this file: the file holds closed "
        "cases only, so those still waiting are not in it. No case is open now. "
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"n_open": 1}, "It has been open for 340 days. "),
        ({"n_closed": 1}, "It took 59.5 days. "),
        ({"n_silent": 1}, "No end of it was recorded, and it has gone silent. "),
    ],
)
def test_lead_claims_nothing_usual_when_there_is_one_case(
    state: dict[str, int], expected: str
) -> None:
    none = {"n_cases": 1, "n_open": 0, "n_closed": 0, "n_silent": 0}
    text = said(made_up.log(**none | state), made_up.summary())
    assert text == (
        f"There is one case in this file. {expected}One case cannot show what is usual."
    )


def test_lead_says_the_same_day_when_half_take_no_time() -> None:
    summary = made_up.summary(lead_times=times(0.0, 1.0, 3.0))
    assert said(made_up.log(), summary).startswith(
        "Half of cases or more end on the day they start (from application date to "
        "decision date); 15 in 100 take over 1 day. "
    )


def test_lead_agrees_in_number_when_one_case_is_open() -> None:
    summary = made_up.summary(ageing=made_up.ageing(n_open=1, n_older=1))
    text = said(made_up.log(n_open=1, n_silent=1), summary)
    assert "1 case is open now, and it is older than usual. 1 more has gone" in text


def test_lead_says_none_older_when_none_is() -> None:
    summary = made_up.summary(ageing=made_up.ageing(n_older=0))
    assert "open now, none of them older than usual." in said(made_up.log(), summary)


def test_lead_says_all_when_every_open_case_is_older() -> None:
    summary = made_up.summary(ageing=made_up.ageing(n_older=321))
    assert "open now, all of them older than usual." in said(made_up.log(), summary)


def test_lead_does_not_say_that_none_is_open_when_open_ones_were_left_out() -> None:
    log = made_up.log(extract=Extract.CLOSED_ONLY, n_open=0, n_silent=0)
    summary = made_up.summary(
        lead_times=None,
        lead_times_refused="Closed cases only.",
        knows_open_cases=False,
    )
    assert said(log, summary).strip().endswith("file: closed cases only.")


def test_lead_begins_with_the_rows_left_out_when_they_are_many() -> None:
    half = made_up.log(loading={"n_read": 1200, "n_loaded": 600, "n_rejected": 600})
    assert said(half, made_up.summary()).startswith(
        "600 of 1,200 rows of the file could not be used: what follows is of the others"
    )
    assert "could not be used" not in said(made_up.log(), made_up.summary())


def test_lead_never_claims_a_cause_or_compares_with_last_month() -> None:
    text = said(made_up.log(), made_up.summary()).lower()
    banned = ("because", "last month", "improved", "worse", "better", " cut ")
    assert [word for word in banned if word in text] == []


def test_span_names_the_columns_when_the_file_states_them() -> None:
    log = made_up.log(
        loading={"mapping": made_up.mapping(opened="opened_at")},
        end_rule={"activities": (), "closed_column": "closed_at"},
    )
    assert span_said(log, made_up.summary()) == "from opened at to closed at"


def test_span_speaks_the_packs_words_when_it_knows_the_columns() -> None:
    columns = ("date_received", "decision_date")
    use = use_service(find_pack("planning"), activities=columns, columns=(), why="")
    log = made_up.log(
        loading={"mapping": made_up.mapping(opened=columns[0])},
        end_rule={"activities": (), "closed_column": columns[1]},
    )
    known = made_up.summary(service=use)
    assert span_said(log, known) == "from “Received” to “Decision notice issued”"
    unknown = made_up.summary(service=replace(use, events={}))
    assert span_said(log, unknown) == "from opening to the close"


def test_span_names_two_ends_of_a_wide_file_without_quotation_marks() -> None:
    ends = ("Decision Date", "withdrawn_date")
    log = made_up.log(end_rule={"activities": ends})
    assert span_said(log, made_up.summary()) == (
        "from application date to Decision Date or withdrawn date"
    )


def test_span_quotes_the_steps_of_a_long_file() -> None:
    long = made_up.mapping(shape=Shape.LONG)
    ends = ("Granted", "Refused")
    log = made_up.log(loading={"mapping": long}, end_rule={"activities": ends})
    assert span_said(log, made_up.summary()).endswith("to “Granted” or “Refused”")


def test_span_is_from_start_to_an_end_when_there_are_many_of_each() -> None:
    the_map = made_up.process_map()
    nodes = tuple(replace(node, n_starts=10) for node in the_map.nodes)
    summary = made_up.summary(process_map=replace(the_map, nodes=nodes))
    log = made_up.log(end_rule={"activities": ("Granted", "Refused", "Void")})
    assert span_said(log, summary) == "from start to an end"


def test_closed_only_says_whom_it_leaves_out() -> None:
    assert closed_only_sentence(made_up.log(), made_up.lead_times()) == (
        "Closed cases alone say 59.5 days: what most reports show. They leave out the "
        "333 cases without an end so far, which are often the slow ones."
    )


def test_closed_only_says_the_same_when_it_is() -> None:
    same = made_up.lead_times(closed_only=ClosedOnly(p50=75.0, p85=1.0, p95=2.0, n=9))
    assert closed_only_sentence(made_up.log(), same).endswith(
        "Here it is the same as for all cases."
    )


def test_closed_only_says_nothing_when_none_closed() -> None:
    none = made_up.lead_times(closed_only=ClosedOnly(p50=None, p85=None, p95=None, n=0))
    assert "say nothing" in closed_only_sentence(made_up.log(), none)


def test_usual_is_said_with_its_days_and_empty_when_not_known() -> None:
    assert usual_said(made_up.ageing()) == "open for more than 152 days"
    assert usual_said(made_up.ageing(usual_days=None)) == ""


@pytest.mark.parametrize(
    ("over", "says"),
    [
        (0.149, "15 in 100 take over 14 days. "),
        (0.02, "2 in 100 take over 14 days. "),
        (0.001, "fewer than 1 in 100 take over 14 days. "),
        (0.0, "none takes over 14 days. "),
    ],
)
def test_slow_share_is_that_of_the_curve_when_many_end_at_once(over, says) -> None:
    slow = Quantile(p=0.85, days=14.0, over=over, at_least=0.4)
    half = Quantile(p=0.5, days=14.0, over=0.02, at_least=0.62)
    lead = made_up.lead_times(quantiles=(half, slow, slow))
    text = said(made_up.log(), made_up.summary(lead_times=lead))
    assert text.startswith("62 in 100 cases take 14 days or more")
    assert says in text
