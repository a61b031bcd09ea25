"""When is a case closed: the rule, and the words that say it."""

from __future__ import annotations

from datetime import date as day
from datetime import timedelta

import pytest

from mersey.errors import UnknownName
from mersey.eventlog.activity_use import ActivityUse
from mersey.eventlog.end_evidence import EndEvidence, PackEnds
from mersey.eventlog.end_words import gives_up, opens_again, sounds_final
from mersey.eventlog.ends import find_end_rule
from mersey.eventlog.eventlog import EndRule
from tests.engines.asked import rows_of
from tests.engines.logs import make_log


def use(activity: str, n_cases: int, n_last: int, n_settled: int, **told: int):
    return ActivityUse(
        activity=activity,
        n_cases=n_cases,
        n_last=n_last,
        n_settled=n_settled,
        **{"n_first": 0, **told},
    )


def rule_of(*uses: ActivityUse, end: tuple[str, ...] = (), **told) -> EndRule:
    told = {
        "activities": tuple(one.activity for one in uses),
        "n_cases": max(one.n_cases for one in uses),
        "is_wide": False,
        "closed_column": None,
        "n_stated_closed": 0,
        "quiet_days": 45,
        "after_end": lambda _: {one.activity: 0.0 for one in uses},
    } | told
    return find_end_rule(EndEvidence(uses=uses, **told), end=end)


RECEIVED = use("Received", 1000, 50, 20, n_first=1000)


def test_named_end_wins_when_a_column_states_ends_too():
    rule = rule_of(
        RECEIVED, use("Closed", 900, 900, 900), end=("received",), closed_column="c",
        n_stated_closed=900,
    )  # fmt: skip
    assert (rule.activities, rule.stated) == (("Received",), True)
    assert rule.silent_after_days is None
    assert rule.text.startswith("A case is closed at “Received”, as you said")


def test_column_states_the_end_when_it_does_so_for_a_fifth_of_cases():
    told = {"closed_column": "closed_at", "n_cases": 1000}
    assert rule_of(RECEIVED, n_stated_closed=200, **told).closed_column == "closed_at"
    assert rule_of(RECEIVED, n_stated_closed=199, **told).closed_column is None


def test_name_suggests_the_end_when_it_is_last_in_most_of_its_cases():
    rule = rule_of(
        RECEIVED,
        use("Decision drafted", 800, 700, 50),
        use("Validation completed", 800, 10, 0),
        use("Closed", 600, 590, 20),
    )
    assert rule.activities == ("Closed",)
    assert (rule.stated, rule.silent_after_days) == (False, 45.0)
    assert "before they go on (45 days)" in rule.text


def test_behaviour_suggests_the_end_when_nothing_follows():
    rule = rule_of(
        RECEIVED,
        use("Send for Credit Collection", 400, 400, 350),
        use("Add penalty", 500, 120, 100),
        use("Rare", 5, 5, 5),
    )
    assert rule.activities == ("Send for Credit Collection",)


def test_single_activity_is_no_end_by_behaviour():
    assert rule_of(use("Seen", 100, 100, 100)).activities == ()


def test_rule_says_so_when_no_end_is_found():
    rule = rule_of(RECEIVED, use("Checked", 900, 500, 100))
    assert rule.activities == ()
    assert rule.text.startswith("No activity of this log marks an end")


def test_name_is_believed_when_a_small_log_shows_it_once():
    uses = (use("resolution-to-grant", 1, 0, 0), use("valid-from", 19, 12, 5))
    assert rule_of(*uses).activities == ("resolution-to-grant",)
    assert rule_of(*uses, n_cases=500).activities == ()


def test_wide_file_ends_at_the_milestone_most_cases_reach():
    rule = rule_of(
        use("application_date", 1199, 300, 300, n_first=1199),
        use("decision_date", 878, 850, 800),
        use("appeal_determined", 20, 20, 20),
        use("date_withdrawn", 30, 30, 30),
        is_wide=True,
        later=lambda _: {("decision_date", "appeal_determined"): 20},
    )
    assert rule.activities == ("date_withdrawn", "decision_date")
    assert rule.aftercare == ("application_date", "appeal_determined")
    assert rule.silent_after_days is None


def test_wide_file_does_not_end_at_the_milestone_it_begins_with():
    rule = rule_of(
        use("PA Decision Issued", 1300, 10, 10, n_first=1290),
        use("Appeal Lodged", 1300, 20, 20),
        use("Appeal Determined", 1280, 1280, 1280),
        is_wide=True,
    )
    assert rule.activities == ("Appeal Determined",)


FINAL_TWICE = (
    use("Date received", 100, 0, 0, n_first=100),
    use("Date granted", 45, 45, 40),
    use("Date refused", 25, 25, 20),
    use("Date withdrawn", 10, 10, 10),
)


def test_every_final_milestone_is_an_end_when_they_exclude_each_other():
    rule = rule_of(*FINAL_TWICE, is_wide=True)
    assert rule.activities == ("Date granted", "Date refused", "Date withdrawn")


def test_final_milestone_is_no_end_when_another_follows_it_in_most_cases():
    rule = rule_of(
        use("Request date", 60, 1, 0, n_first=59),
        use("Date decided", 59, 17, 5, n_first=1),
        use("Date completed", 42, 42, 30),
        is_wide=True,
        later=lambda _: {("Date decided", "Date completed"): 42},
    )
    assert rule.activities == ("Date completed",)


def test_milestone_on_the_way_is_no_end_when_most_cases_wait_there():
    rule = rule_of(
        use("Received", 100, 10, 0, n_first=100),
        use("Date accepted", 90, 60, 30),
        use("Date closed", 30, 30, 20),
        is_wide=True,
        later=lambda _: {("Date accepted", "Date closed"): 29},
    )
    assert rule.activities == ("Date closed",)


def test_end_stays_an_end_when_only_aftercare_follows_it():
    rule = rule_of(
        use("Received", 100, 0, 0, n_first=100),
        use("Decision date", 80, 0, 0),
        use("Date published", 80, 80, 80),
        is_wide=True,
        later=lambda _: {("Decision date", "Date published"): 80},
    )
    assert rule.activities == ("Decision date",)


@pytest.mark.parametrize("touch", ["Updated", "last_viewed", "Laatst gewijzigd"])
def test_touch_of_the_record_is_no_end_when_it_is_always_last(touch):
    wide = rule_of(RECEIVED, use(touch, 1000, 1000, 1000), is_wide=True)
    assert rule_of(RECEIVED, use(touch, 1000, 1000, 900)).activities == ()
    assert wide.activities == ()


def test_first_step_of_most_cases_is_no_end_when_nothing_follows_it():
    rule = rule_of(
        use("Inbound call", 200, 120, 110, n_first=80, n_only=120),
        use("Handle case", 80, 40, 30),
    )
    assert rule.activities == ()


def pack(*ends: str, known: tuple[str, ...] = ()) -> PackEnds:
    return PackEnds(name="Permits", activities=ends, known=frozenset((*ends, *known)))


def test_pack_says_the_ends_when_names_suggest_others():
    rule = rule_of(
        RECEIVED,
        use("Decision made", 800, 500, 100),
        use("Badge issued", 500, 20, 10),
        pack=pack("Badge issued", known=("Decision made",)),
    )
    assert rule.activities == ("Badge issued",)
    assert "the service pack “Permits” says so" in rule.text


def test_pack_ends_at_the_later_step_when_the_log_goes_on_to_it():
    rule = rule_of(
        RECEIVED,
        use("Decided", 800, 100, 90),
        use("Issued", 700, 690, 600),
        use("Refused", 90, 90, 80),
        pack=pack("Decided", "Issued", "Refused"),
        later=lambda _: {("Decided", "Issued"): 700},
    )
    assert rule.activities == ("Issued", "Refused")


def test_step_is_an_end_by_behaviour_when_the_pack_knows_it_as_none():
    rule = rule_of(
        RECEIVED,
        use("Refused", 300, 300, 280),
        use("Service started", 600, 600, 560),
        pack=pack("Refused", known=("Service started",)),
    )
    assert rule.activities == ("Refused", "Service started")


def test_step_unknown_to_the_pack_is_an_end_when_its_name_says_so():
    rule = rule_of(*FINAL_TWICE, is_wide=True, pack=pack("Date granted"))
    assert rule.activities == ("Date granted", "Date refused", "Date withdrawn")


def test_log_is_asked_when_the_pack_knows_only_ways_to_give_up():
    rule = rule_of(
        RECEIVED,
        use("Closed", 600, 590, 500),
        use("Withdrawn", 300, 300, 300),
        pack=pack("Withdrawn"),
    )
    assert rule.activities == ("Closed", "Withdrawn")


def test_unknown_end_names_the_nearest_activity():
    with pytest.raises(UnknownName, match='Did you mean "Closed"'):
        rule_of(RECEIVED, use("Closed", 9, 9, 9), end=("close",))


def test_wide_case_is_closed_whatever_follows_its_end():
    rows = [
        (case, step, f"2023-0{month}-01")
        for case in range(60)
        for month, step in enumerate(("application_date", "decision_date", "published_date"), 1)
    ]  # fmt: skip
    log = make_log(rows, wide=True, date_only=True)
    assert log.end_rule.activities == ("decision_date",)
    assert log.facts.n_closed == 60
    assert {row["days"] for row in rows_of(log, "cases", by="case_id")} == {31.0}


def test_case_is_silent_when_quiet_for_longer_than_usual():
    rows = [(case, step, f"2024-01-0{day}") for case in range(40) for day, step in ((1, "Received"), (2, "Closed"))]  # fmt: skip
    rows += [(f"quiet-{i}", "Received", "2024-01-05") for i in range(3)]
    rows += [(f"week-{n}", step, str(day(2024, 1, 8) + timedelta(days=7 * n))) for n in range(8) for step in ("Received", "Closed")]  # fmt: skip
    rows += [("fresh", "Received", "2024-03-01")]
    log = make_log(rows)
    cases = rows_of(log, "cases", by="case_id")
    states = {row["pseudonym"]: row["state"] for row in cases}
    states = {str(name): str(state) for name, state in states.items()}
    assert (states["case-quiet-0"], states["case-fresh"]) == ("silent", "open")
    assert log.facts.n_silent == 3
    assert log.end_rule.silent_after_days == 30
    quiet = [row["days"] for row in cases if row["state"] == "silent"]
    assert quiet == [0.0] * 3


@pytest.mark.parametrize(
    "name",
    ["Closed", "closed_at", "Case completed", "decisionDate", "Paid", "WITHDRAWN"],
)
def test_name_sounds_final_when_a_whole_word_says_so(name):
    assert sounds_final(name)


@pytest.mark.parametrize(
    "name",
    ["Awaiting decision", "Decision drafted", "Enclosed", "Not closed", "Reopened",
     "Target decision date", "Send Fine"],
)  # fmt: skip
def test_name_does_not_sound_final_when_the_end_is_still_to_come(name):
    assert not sounds_final(name)


def test_words_tell_giving_up_and_opening_again():
    assert gives_up("Application withdrawn")
    assert not gives_up("Closed")
    assert opens_again("Re-opened")
    assert not opens_again("Opened")


def test_case_waits_in_a_queue_when_nearly_every_case_goes_on_from_there():
    rule = rule_of(
        use("On the waiting list", 1000, 190, 40),
        use("Visited", 800, 100, 90),
        use("Closed", 700, 700, 650),
    )
    assert rule.waiting == ("On the waiting list",)
    assert "nearly every case goes on" in rule.text


def test_quiet_case_stays_open_when_it_stands_in_a_queue():
    went_on = [
        (f"case-{i}", step, f"2024-01-{day:02}T09:00")
        for i in range(60)
        for step, day in (("Listed", 1), ("Seen", 5), ("Closed", 9))
    ]
    stuck = [("case-stuck", "Listed", "2024-01-02T09:00")]
    lost = [
        (f"case-lost-{i}", step, f"2024-01-{day:02}T09:00")
        for i in range(20)
        for step, day in (("Listed", 1), ("Seen", 5))
    ]
    weekly = [
        (f"case-week-{n}", step, f"{day(2024, 1, 12) + timedelta(days=7 * n)}T09:00")
        for n in range(25)
        for step in ("Listed", "Seen", "Closed")
    ]
    fresh = [("case-fresh", "Listed", "2024-06-30T09:00")]
    log = make_log([*went_on, *stuck, *lost, *weekly, *fresh])
    assert log.end_rule.waiting == ("Listed",)
    assert (log.facts.n_open, log.facts.n_silent) == (2, 20)
