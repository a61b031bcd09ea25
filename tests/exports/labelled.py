"""Labelled corpora: real exports, and the truth that a `labels.json` states of each.

A label gives the figures and, in words, the alternatives that are as right. Those words
say whether a question or a refusal is; figures of other right readings are in the table
here, or in the label itself as `other_figures`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from tests.exports.truth import ANY, Figures, Truth

__all__ = ["labelled", "truth_of"]

NOT_A_LOG: Final = "no case log"

OTHER_FIGURES: Final[dict[str, tuple[Figures, ...]]] = {
    # Every case taken as ended at its last step, which two months of data allow.
    "refund_orders_cr_lines.csv": (
        Figures(cases=665, closed=665, open=0, median_days=14.0),
    ),
    # One row has no created time: its case is closed, and its duration unknown.
    "tracker_epoch_ms.csv": (
        Figures(cases=4724, closed=4487, open=237, median_days=0.0076),
    ),
    # The end of the last episode, whatever its code; or the episode as the case.
    "looked_after_episodes.csv": (
        Figures(cases=2099, closed=711, open=1388, median_days=392.0),
        Figures(cases=4998, closed=3601, open=1397, median_days=203.0),
    ),
    "looked_after_return_ten_sheets.xlsx": (
        Figures(cases=900, closed=301, open=599, median_days=381.0),
    ),
    # The patient as the case, whom each encounter is a step of.
    "synthea_encounters_no_header.csv": (
        Figures(cases=430, closed=None, open=None),
    ),
    # The person appointed as the case.
    "appointments_register_placeholder_ends.csv": (
        Figures(cases=922, closed=834, open=99, median_days=4834.5),
    ),
    # Two tickets were deleted: neither open nor closed.
    "zendesk_tickets.csv": (Figures(cases=10, closed=8, open=2, median_days=None),),
    # Counting outcomes, or animals, without a duration.
    "austin_animal_outcomes.csv": (
        Figures(cases=4108, closed=4108, open=0, median_days=None),
        Figures(cases=4200, closed=4200, open=0, median_days=None),
        Figures(cases=4108),
        Figures(cases=4200),
    ),
    # One case, whose only session the file holds.
    "ui_log_italian.xes": (Figures(cases=1, closed=1, open=0),),
}  # fmt: skip
"""Numbers of the alternatives that a label tells in words."""

MEDIAN_ANY: Final = frozenset(
    {"zendesk_ticket_field_history.csv", "mental_health_referrals_dirty.csv"}
)
"""Too few cases with a duration to judge the median by."""


def labelled(labels: Path, folder: Path | None = None) -> dict[Path, Truth]:
    """File → truth, for those of the labels whose file stands in `folder`.

    A label without figures for the closed of a case log means that the file does not say
    which cases are over: then no figure of closed cases is right.
    """
    where = folder or labels.parent
    entries = json.loads(labels.read_text("utf-8"))["files"]
    found = {where / str(entry["file"]): truth_of(entry) for entry in entries}
    return {path: truth for path, truth in found.items() if path.is_file()}


def truth_of(entry: Mapping[str, Any]) -> Truth:
    """The truth that one label states."""
    words = " ".join(entry.get("acceptable_alternatives") or ()).casefold()
    is_log = str(entry.get("kind", "")).casefold() == "case log"
    return Truth(
        shape=str(entry.get("shape", "")) if is_log else NOT_A_LOG,
        right=(_stated(entry), *_others(entry)) if is_log else (),
        case_column=entry.get("case_column"),
        may_ask="ask" in words,
        may_refuse="refuse" in words or not is_log,
    )


def _stated(entry: Mapping[str, Any]) -> Figures:
    figures = Figures(
        cases=int(entry["cases"]),
        closed=entry.get("closed_cases"),
        open=entry.get("open_cases"),
        median_days=entry.get("closed_median_days"),
    )
    if entry["file"] in MEDIAN_ANY:
        figures = replace(figures, median_days=ANY)
    return figures


def _others(entry: Mapping[str, Any]) -> tuple[Figures, ...]:
    stated = tuple(Figures(**other) for other in entry.get("other_figures") or ())
    return OTHER_FIGURES.get(str(entry["file"]), ()) + stated
