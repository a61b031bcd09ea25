"""A board of eleven applications on Monday 28 September 2026, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mersey.answer.board import (
    AskedOfUs,
    Blocker,
    BlockReason,
    BoardFacts,
    Promise,
    TeamLimit,
    Typed,
    board_week,
)
from mersey.answer.board.board_facts import ClockSaid
from mersey.answer.board.columns import ColumnFacts
from mersey.answer.board.handed_over import HandedOver
from mersey.answer.board.stays import Stay
from mersey.answer.board.week_changes import (
    LikelyToMiss,
    OpenNow,
    WeekChange,
    WeekChanges,
)
from mersey.answer.board.who_waits import WaitingCase
from mersey.answer.worklist import CaseLimit
from mersey.flow.clock_results import CaseDue
from mersey.flow.lead_time_results import Quantile
from mersey.services.service import CaseReference

MONDAY = date(2026, 9, 28)
SUNDAY = date(2026, 9, 27)
WEEKS = (7.0, 9.0, 11.0, 10.0, 8.0)


def stay(most: float | None, *, per_week: float = 7.0, should: float = 4.0) -> Stay:
    if most is None:
        return Stay(half=None, most=None, n_left=3, per_week=0.2)
    return Stay(
        half=Quantile(p=0.5, days=most / 2),
        most=Quantile(p=0.85, days=most),
        n_left=90,
        per_week=per_week,
        should_days=should,
    )


def column(title: str, n_open: int, most: float | None, **more: Any) -> ColumnFacts:
    return ColumnFacts(
        title=title, steps=(title,), n_open=n_open, stay=stay(most), **more
    )


def limit(days_left: int, *, clock: str = "8w", due: date | None = None) -> CaseLimit:
    return CaseLimit(
        clock=clock,
        title="Decided in 8 weeks",
        due=CaseDue(
            pseudonym="x",
            due=due or SUNDAY + timedelta(days=days_left),
            is_overdue=days_left < 0,
            working_days_left=days_left,
        ),
    )


def case(key: str, where: str, days: float, **more: Any) -> WaitingCase:
    return WaitingCase(
        key=f"{key:z<26}",
        column=where,
        days=days,
        age_days=more.pop("age_days", days + 10),
        opened=SUNDAY - timedelta(days=days + 10),
        **more,
    )


def week_change(measure: str, value: float, **more: Any) -> WeekChange:
    said = {"usual": (2.4, 16.7), "is_signal": False, "is_up": False}
    return WeekChange(
        measure=measure,
        value=value,
        is_concern=False,
        weeks=(*WEEKS, value),
        **{**said, **more},
    )


CASES = (
    case("past", "With an officer", 30, limits=(limit(-4),), facts=("Minor", "Weir")),
    case("soon", "With an officer", 12, limits=(limit(1),), risk=0.27, risk_clock="8w"),
    case("near", "With an officer", 8, limits=(limit(9),)),
    case("far", "With an officer", 2, limits=(limit(30),)),
    case("old", "With an officer", 9, older_than_usual=True, age_days=120),
    *(case(f"c{n}", "Being checked", 3 + n) for n in range(4)),
    case("slow", "Being checked", 40),
    case("plan", "On a plan", 400, lasts=True),
)


def changes(**more: Any) -> WeekChanges:
    said: dict[str, Any] = {
        "came": week_change("arrivals", 8.0),
        "finished": week_change("throughput", 14.0),
        "open_now": OpenNow(n=11, n_before=13, days=tuple(range(20))),
        "misses": LikelyToMiss(
            clock="Decided in 8 weeks",
            n_open=4,
            n_past=1,
            n_soon=2,
            working_days=10,
            expected=1.2,
        ),
    }
    return WeekChanges(**{**said, **more})


def facts(**more: Any) -> BoardFacts:
    said: dict[str, Any] = {
        "service": "Planning applications",
        "case_word": "application",
        "case_reference": CaseReference.PUBLIC,
        "keeps_ids": False,
        "log_version": "bcdae0ce1234",
        "n_read": 1449,
        "n_loaded": 1449,
        "n_rejected": 0,
        "week": board_week(MONDAY, as_at=SUNDAY),
        "knows_open_cases": True,
        "all_ended": False,
        "n_open": 11,
        "n_past": 1,
        "n_soon": 2,
        "soon_until": date(2026, 10, 9),
        "changes": changes(),
        "columns": (
            column("Being checked", 5, 21.0),
            column("With an officer", 5, 20.0, has_limit=True),
            column("On a plan", 1, None, lasts=True),
        ),
        "cases": CASES,
        "handed_over": (
            HandedOver(source="Post room", target="Area North", n=4, n_waiting=1),
        ),
        "clocks": {
            "8w": ClockSaid(title="Decided in 8 weeks", limit="8 weeks", is_law=True)
        },
        "risk_clock": "8w",
    }
    return replace(BoardFacts(**said), **more)


def blocker(name: str, key: str, **more: Any) -> Blocker:
    said: dict[str, Any] = {
        "reason": BlockReason.PERSON,
        "words": "site plan at the wrong scale",
        "since": date(2026, 8, 29),
        "who": "Dana",
        "by": date(2026, 9, 29),
    }
    return Blocker(id=name, case_key=f"{key:z<26}", **{**said, **more})


TYPED = Typed(
    blockers=(
        blocker("b1", "slow", next_step="Ring the agent, one question"),
        blocker(
            "b2",
            "past",
            reason=BlockReason.TEAM,
            for_team="Legal services",
            words="section 106 agreement",
            since=date(2026, 9, 18),
            who="",
            by=None,
        ),
        blocker("b3", "c1", cleared=date(2026, 9, 23), words="fee not paid"),
        blocker("b4", "gone", words="drawings"),
    ),
    promises=(
        Promise(
            id="p1",
            words="Publish every valid application within two days.",
            who="Amir",
            made=date(2026, 9, 21),
            done=date(2026, 9, 25),
        ),
        Promise(
            id="p2",
            words="Return applications unpaid for 28 days.",
            who="Dana",
            made=date(2026, 9, 14),
            by=date(2026, 9, 18),
            note="Asked Legal on 24 September.",
        ),
        Promise(
            id="p3",
            words="No new checks until “being checked” is at 3.",
            who="Dana and Imran",
            made=MONDAY,
            by=date(2026, 10, 2),
        ),
    ),
    limits=(TeamLimit(column="Being checked", n=3),),
    asked_of_us=(
        AskedOfUs(
            service="Housing repairs",
            blocker=blocker(
                "h1",
                "z",
                reason=BlockReason.TEAM,
                words="consent for the scaffold",
                since=date(2026, 9, 14),
                by=date(2026, 10, 1),
                for_team="Planning",
            ),
        ),
    ),
)
