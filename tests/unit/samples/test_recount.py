"""Each truth, counted again from the raw file without mersey."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.unit.samples import files

AS_AT = date(2026, 9, 30)
CHANGE = date(2025, 9, 29)


def _day(text: str, style: str) -> date | None:
    return files.moment(text, style).date() if text else None


def _planning_spans(rows: list[dict[str, Any]]) -> list[tuple[date, date | None]]:
    style = "%d/%m/%Y"
    return [
        (
            _day(row["Date Received"], style) or AS_AT,
            _day(row["Decision Date"] or row["Withdrawn Date"], style),
        )
        for row in rows
    ]


def test_planning_gets_two_weeks_faster_when_the_change_comes(
    borough: Path, truths: dict[str, Any]
) -> None:
    truth = files.planted(truths, "planning")
    spans = _planning_spans(files.read(borough, truths, "planning"))
    before = files.kaplan_meier_median([s for s in spans if s[0] < CHANGE], AS_AT)
    after = files.kaplan_meier_median([s for s in spans if s[0] >= CHANGE], AS_AT)
    assert truth["when"] == CHANGE.isoformat()
    assert after - before == pytest.approx(truth["realised"]["gap_median_days"], abs=2)
    assert after - before == pytest.approx(-14, abs=3)


def test_planning_queue_alone_falls_when_the_change_comes(
    borough: Path, truths: dict[str, Any]
) -> None:
    rows = [r for r in files.read(borough, truths, "planning") if r["Decision Date"]]
    style = "%d/%m/%Y"
    waits: dict[bool, list[int]] = {True: [], False: []}
    for row in rows:
        wait = files.days_between(
            row["Consultation End"], row["Allocated To Officer"], style
        )
        waits[(_day(row["Date Received"], style) or AS_AT) >= CHANGE].append(wait)
    assert median(waits[True]) - median(waits[False]) == pytest.approx(-14, abs=1)


def test_one_assessment_team_is_slower_by_the_days_planted(
    borough: Path, truths: dict[str, Any]
) -> None:
    realised = files.planted(truths, "childrens_social_care")["realised"]
    rows = files.read(borough, truths, "childrens_social_care")
    started = {r["EpisodeID"]: r for r in rows if r["Step"] == "Assessment started"}
    waits: dict[bool, list[int]] = {True: [], False: []}
    for row in rows:
        if row["Step"] == "Assessment authorised":
            start = started[row["EpisodeID"]]["StepDateTime"][:10]
            days = files.days_between(start, row["StepDateTime"][:10], "%Y-%m-%d")
            waits[row["Team"] == "Assessment South"].append(days)
    gap = median(waits[True]) - median(waits[False])
    assert gap == pytest.approx(realised["gap_median_days"], abs=1.5)
    assert gap == pytest.approx(12 * 7 / 5, abs=2.5)


def test_waiting_list_grows_by_the_net_realised(
    borough: Path, truths: dict[str, Any]
) -> None:
    realised = files.planted(truths, "adult_social_care")["realised"]
    rows = files.read(borough, truths, "adult_social_care")
    stages = Counter(row["Stage"] for row in rows)
    waiting = (
        stages["Joined assessment waiting list"] - stages["Care Act assessment started"]
    )
    assert waiting == realised["waiting_at_extract"]
    assert waiting / (1095 / 7) == pytest.approx(realised["net_per_week"], abs=1e-6)
    assert realised["net_per_week"] > 0.8
    assert realised["wip_slope_per_week_last_728_days"] > 0.8


def test_requests_for_plans_have_the_season_planted(
    borough: Path, truths: dict[str, Any]
) -> None:
    truth = files.planted(truths, "ehcp")
    rows = files.read(borough, truths, "ehcp")
    months = Counter(row["Date Request Was Received"].month for row in rows)
    whole = [months[m] for m in range(1, 13)]
    cos = sum(n * math.cos(math.tau * (m - 1.97) / 12) for m, n in enumerate(whole))
    assert 2 * cos / sum(whole) == pytest.approx(
        truth["realised"]["amplitude"], abs=0.06
    )
    assert truth["realised"]["amplitude"] == pytest.approx(0.6, abs=0.1)
    assert truth["realised"]["peak_day_of_year"] == pytest.approx(60, abs=12)


def test_share_of_contacts_that_chase_is_the_one_planted(
    borough: Path, truths: dict[str, Any]
) -> None:
    realised = files.planted(truths, "council_tax_benefits")["realised"]
    rows = files.read(borough, truths, "council_tax_benefits")
    events = Counter(row["EVENT"] for row in rows)
    chases, firsts = events["Customer chased progress"], events["Received"]
    assert (chases, firsts) == (realised["chases"], realised["first_contacts"])
    assert chases / (chases + firsts) == pytest.approx(2 / 7, abs=0.02)


def test_assessments_done_again_are_those_sent_back(
    borough: Path, truths: dict[str, Any]
) -> None:
    realised = files.planted(truths, "continuing_healthcare")["realised"]
    rows = files.read(borough, truths, "continuing_healthcare")
    done = Counter(r["referral_id"] for r in rows if r["event"] == "DST completed")
    again = sum(n > 1 for n in done.values())
    assert (len(done), again) == (
        realised["cases_assessed"],
        realised["cases_assessed_again"],
    )
    assert again / len(done) == pytest.approx(0.3, abs=0.04)


def test_incidents_change_hands_as_often_as_is_said(
    borough: Path, truths: dict[str, Any]
) -> None:
    realised = files.planted(truths, "it_incidents")["realised"]
    rows = files.read(borough, truths, "it_incidents")
    moves = sum(
        a["number"] == b["number"] and a["assignment_group"] != b["assignment_group"]
        for a, b in pairwise(rows)
    )
    assert moves == realised["handovers"]
    last = {row["number"]: int(row["reassignment_count"]) for row in rows}
    assert sum(last.values()) == moves


def test_nothing_changes_in_the_control(borough: Path, truths: dict[str, Any]) -> None:
    rows = files.read(borough, truths, "foi")
    spans = [
        (_day(r["received"], "%d-%b-%y") or AS_AT, _day(r["closed"], "%d-%b-%y"))
        for r in rows
    ]
    before = files.kaplan_meier_median([s for s in spans if s[0] < CHANGE], AS_AT)
    after = files.kaplan_meier_median([s for s in spans if s[0] >= CHANGE], AS_AT)
    assert abs(after - before) <= 1


def test_poorest_fifth_waits_longer_by_the_days_planted(
    borough: Path, truths: dict[str, Any]
) -> None:
    realised = files.planted(truths, "street_reports")["realised"]
    waits: dict[bool, list[int]] = {True: [], False: []}
    for row in files.read(borough, truths, "street_reports"):
        if row["Fixed"]:
            days = files.days_between(
                row["Created"][:10], row["Fixed"][:10], "%Y-%m-%d"
            )
            waits[row["IMD Quintile"] == "1"].append(days)
    gap = median(waits[True]) - median(waits[False])
    assert gap == pytest.approx(realised["gap_median_days"], abs=1)
    assert gap == pytest.approx(6 * 7 / 5, abs=1.5)


def _kind_of_dirt(row: dict[str, str]) -> str:
    if not row["job_ref"].strip():
        return "blank_case_id"
    try:
        start, end = (
            files.moment(row[name], "%d/%m/%Y %H:%M") for name in ("start", "end")
        )
    except ValueError:
        return "unparseable_end"
    if start.year == 1948:
        return "year_1948"
    if end.date() > AS_AT:
        return "future"
    return "reversed_span" if end < start else "clean"


def test_dirty_rows_are_exactly_those_planted(
    borough: Path, truths: dict[str, Any]
) -> None:
    truth = files.planted(truths, "housing_repairs")
    rows = files.read(borough, truths, "housing_repairs")
    kinds = Counter(map(_kind_of_dirt, rows))
    copies = len(rows) - len({tuple(row.values()) for row in rows})
    clean = kinds.pop("clean")
    assert dict(kinds) | {"duplicate": copies} == truth["planted"]
    assert clean + sum(kinds.values()) == truth["realised"]["rows"] == len(rows)


def test_no_step_is_later_than_the_extract_when_nothing_dirty_is_planted(
    borough: Path, truths: dict[str, Any]
) -> None:
    last = max(
        files.moment(row["Stage Date"], "%d/%m/%Y %H:%M")
        for row in files.read(borough, truths, "adult_social_care")
    )
    assert AS_AT.replace(day=21) <= last.date() <= AS_AT
