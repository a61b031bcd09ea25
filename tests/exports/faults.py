"""Faults met in public, each as one small made-up file: the right value, and why.

One entry is one test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.exports.judge import Judged, Verdict, judge
from tests.exports.outcome import Read, Refused, outcome_of
from tests.exports.truth import ANY, Figures, Truth

__all__ = ["FAULTS", "Fault", "judge_fault"]

FIVE_HOURS: Final = 5 / 24

Check = Callable[[Read], bool]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One file of a fault, and what is right.

    Attributes:
        file: Its name in the folder of faults.
        right: Figures of the readings that are right.
        why: The fault, in a few words.
        also: What must hold besides the figures.
        may_ask: Likewise `may_refuse`, as in `Truth`.
        refusal_names: A word that a right refusal holds, where it must say something.
        options: What a person states when it is read.
        needs_clocks: True where `also` looks at clocks, which take longer.
    """

    file: str
    right: tuple[Figures, ...]
    why: str
    also: Check = lambda _: True
    may_ask: bool = False
    may_refuse: bool = False
    refusal_names: str = ""
    options: tuple[str, ...] = ()
    needs_clocks: bool = False

    @property
    def id(self) -> str:
        """A name for the test."""
        stated = "_as_stated" if self.options else ""
        return Path(self.file).stem + stated


def judge_fault(folder: Path, fault: Fault) -> Judged:
    """The verdict on one fault, whose file stands in `folder`."""
    truth = Truth(
        shape="fault",
        right=fault.right,
        may_ask=fault.may_ask,
        may_refuse=fault.may_refuse,
    )
    path = folder / fault.file
    judged = judge(path, truth, options=fault.options)
    outcome = judged.outcome
    if isinstance(outcome, Refused) and fault.refusal_names not in outcome.text:
        return _worse(
            judged, Verdict.LOUD, f"refused, but says no {fault.refusal_names}"
        )
    if judged.verdict is not Verdict.RIGHT or not isinstance(outcome, Read):
        return judged
    if fault.needs_clocks:
        whole, _ = outcome_of(path, fault.options, whole=True)
        outcome = whole if isinstance(whole, Read) else outcome
    if not fault.also(outcome):
        return _worse(judged, Verdict.SILENT, f"figures right, but: {fault.why}")
    return judged


def _worse(judged: Judged, verdict: Verdict, why: str) -> Judged:
    return Judged(
        verdict=verdict, why=why, seconds=judged.seconds, outcome=judged.outcome
    )


def _one(
    cases: int,
    closed: float | None,
    still_open: float | None,
    median: float | None = ANY,
    p50: float | None = None,
    p85: float | None = None,
) -> tuple[Figures, ...]:
    return (
        Figures(
            cases=cases,
            closed=closed,
            open=still_open,
            median_days=median,
            p50_days=p50,
            p85_days=p85,
        ),
    )


def _steps(*names: str) -> Check:
    return lambda read: set(names) <= set(read.activities)


def _path(*names: str) -> Check:
    return lambda read: read.commonest_path == names


def _no_milestone(*parts: str) -> Check:
    return lambda read: (
        not any(
            part.casefold() in name.casefold()
            for part in parts
            for name in read.milestones
        )
    )


def _reversed_are_told(read: Read) -> bool:
    return read.findings.get("reversed_cases", ("", 0))[1] == 10


def _letters_are_right_or_doubted(read: Read) -> bool:
    doubted = read.findings.get("encoding", ("note", 0))[0] != "note"
    return doubted or _steps("Derbyn cŵyn", "Ymweld â'r tŷ")(read)


def _no_response_clock(read: Read) -> bool:
    return not any("respond" in clock for clock in read.clocks)


_WRITINGS: Final = {
    "compact_minutes": "YYYYMMDDTHHMM",
    "dash_time": "a dash between date and time",
    "excel_long": "the long date of Excel, with 'at'",
    "gmt_suffix": "GMT after the time",
    "pm_dots": "a.m. and p.m.",
    "sas_datetime": "the date and time of SAS",
    "time_first": "the time before the date",
    "utc_suffix": "UTC after the time",
}

FAULTS: Final[tuple[Fault, ...]] = (
    Fault(
        file="asset_taken_for_case.csv",
        right=_one(90, 54, 36, 17.5, 26.0),
        why="the file's own unique key is the case, not the asset that repeats",
    ),
    Fault(
        file="lead_ignores_first_start.csv",
        right=_one(5, 4, 1, 25 + 1 / 12),
        why="lead time begins at the first start, not at the first completion",
    ),
    Fault(
        file="steps_in_progress_dropped.csv",
        right=_one(40, 30, 10, 24.0, 24.0),
        why="work begun and not finished is an event, and its case is open",
    ),
    Fault(
        file="current_status_rows_dropped.csv",
        right=_one(60, 48, 12, ANY, 15.55, 22.55),
        why="the row of the current status has no end, and says where the case stands",
    ),
    Fault(
        file="colon_taken_for_delimiter.csv",
        right=_one(12, 9, 3, 6.0),
        also=lambda read: read.events == 21,
        why="a colon in the headings is no delimiter",
    ),
    Fault(
        file="fixmystreet_fixed_is_an_end.csv",
        right=_one(100, 75, 25, 18.01, 22.01),
        why="every final state of the pack ends a report: fixed as well as closed",
    ),
    Fault(
        file="two_proper_ends_one_kept.csv",
        right=_one(100, 80, 20, ANY, 61.0),
        why="granted, refused and withdrawn are ends, all three",
    ),
    Fault(
        file="updated_beats_closed_and_place_beats_key.csv",
        right=_one(60, 45, 15, 20.0, 23.0),
        why="an update is no end, and a place no case",
    ),
    Fault(
        file="status_column_ignored_updated_is_end.csv",
        right=(
            *_one(60, 45, 15, ANY, 13.0),
            *_one(60, 45, 15, None),
        ),
        may_ask=True,
        may_refuse=True,
        why="the status says which are over; when they closed is not recorded",
    ),
    Fault(
        file="month_first_decided_per_column.csv",
        right=_one(48, 48, 0, 19.5),
        why="the order of day and month is one decision for the file",
    ),
    Fault(
        file="closed_before_opened_is_zero_days.csv",
        right=(
            *_one(60, 39, 11, 10.0, 11.0),
            Figures(cases=60, closed=49, open=11, median_days=10, untimed=10),
        ),
        also=_reversed_are_told,
        why="ten cases close before they open: told, and without a duration",
    ),
    Fault(
        file="closing_column_with_words.csv",
        right=_one(60, 42, 18, ANY, 23.0),
        why="words in a column of dates mean that it has not happened",
    ),
    Fault(
        file="excel_dates_some_text.xlsx",
        right=_one(55, 40, 15, 54.5),
        why="dates typed as text in a column of dates are dates",
    ),
    Fault(
        file="date_and_time_apart_newest_first.csv",
        right=_one(20, 20, 0, FIVE_HOURS),
        also=_path("Reported", "Assigned", "Attended", "Closed"),
        why="date and time in two columns are one moment",
    ),
    Fault(
        file="excel_date_and_time_cells.xlsx",
        right=_one(30, 30, 0, FIVE_HOURS),
        why="likewise in cells of a workbook",
    ),
    Fault(
        file="merged_case_cells.xlsx",
        right=_one(55, 40, 15, 54.5),
        also=lambda read: read.events == 150,
        may_ask=True,
        why="a merged reference stands for the rows below it",
    ),
    Fault(
        file="lifecycle_taken_for_activity.csv",
        right=_one(30, 24, 6, 2.33),
        also=lambda read: len(read.activities) == 3,
        why="start and complete are the life of a step, not steps",
    ),
    Fault(
        file="jira_changelog_from_to.csv",
        right=_one(53, 48, 5, ANY),
        also=_steps("Done"),
        why="a change takes the case to the new status: that is the step",
    ),
    Fault(
        file="salesforce_case_history.csv",
        right=_one(40, 30, 10, ANY, 10.13),
        why="a case closes when its status becomes Closed, not at any change of status",
    ),
    Fault(
        file="jira_rest_resolutiondate.json",
        right=_one(40, 30, 10),
        also=_no_milestone("updated", "lastViewed"),
        why="resolutiondate ends an issue; last viewed and updated are no milestones",
    ),
    Fault(
        file="jira_rest_resolutiondate.json",
        right=_one(40, 30, 10),
        options=("--closed", "fields.resolutiondate"),
        why="the closing that a person states is obeyed in a wide file too",
    ),
    Fault(
        file="response_clock_without_a_response.csv",
        right=_one(60, 40, 20),
        also=_no_response_clock,
        needs_clocks=True,
        why="without a recorded response, no clock of responses is judged",
    ),
    Fault(
        file="ehcp_ends_at_decision_to_assess.csv",
        right=_one(60, 42, 18, 133.0),
        why="the decision to assess is the way in; the final plan is the end",
    ),
    Fault(
        file="first_step_taken_for_end.csv",
        right=(*_one(200, None, None), *_one(200, 200, 0, ANY, None, 4.0)),
        may_ask=True,
        why="the first step of every case is no end",
    ),
    Fault(
        file="rows_without_key_taken_for_places.csv",
        right=_one(120, ANY, ANY),
        may_refuse=True,
        why="an area is no case: each row is, or none is named",
    ),
    *(
        Fault(
            file=f"time_format_{name}.csv",
            right=_one(20, 20, 0, FIVE_HOURS),
            also=lambda read: read.events == 80,
            why=f"a way to write dates: {what}",
        )
        for name, what in _WRITINGS.items()
    ),
    *(
        Fault(
            file=f"month_names_{language}.csv",
            right=_one(60, 45, 15, 28.0),
            why=f"names of months in {language.title()}",
        )
        for language in ("welsh", "french")
    ),
    Fault(
        file="welsh_iso_8859_14.csv",
        right=_one(20, 15, 5),
        also=_letters_are_right_or_doubted,
        why="Welsh letters are those of ISO 8859-14, or the encoding is doubted",
    ),
    Fault(
        file="json_wrapped_on_one_line.json",
        right=_one(40, ANY, ANY),
        may_ask=True,
        may_refuse=True,
        refusal_names="service_requests",
        why="the list stands inside an object",
    ),
    Fault(
        file="geojson_register.geojson",
        right=_one(40, 30, 10),
        may_refuse=True,
        refusal_names="GeoJSON",
        why="the properties of the features are the rows",
    ),
)
