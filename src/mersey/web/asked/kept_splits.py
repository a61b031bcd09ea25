"""By what the cases of a service can be split, and what each split says.

What the pack names is in the answer. All other columns are split by one job, the first
time that one of them is asked for: all at once, because with many columns more differ by
chance, and what is said allows for each that could have been tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.services import words_of
from mersey.web.asked.found_by_jobs import found_by_job

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.report.view import Section
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.models import CouncilService

SPLITS: Final = "splits"
"""The kind of job that splits by all columns that the answer does not."""

TEAM: Final = "team"

OF_SPLITS: Final = "groups"
"""How the ids of the report's sections of splits begin."""


@dataclass(frozen=True, kw_only=True)
class ShownSplit:
    """A split as it is shown.

    Attributes:
        data: As `splits` of `mersey.look/1` has it.
        section: As the report sets it.
        csv: The numbers of its chart; empty where nothing is drawn.
        n_columns: How many columns were tried together with it.
    """

    data: dict[str, Any]
    section: Section
    csv: str
    n_columns: int


def columns_of(kept: KeptAnswer) -> tuple[str, ...]:
    """Headings of the columns to split by: those of the pack first, then the file's."""
    read = kept.look["loading"]["mapping"]["columns"]
    has_teams = kept.look["log"].get("teams")
    named = [one["column"] for one in _splits(kept)]
    team = [read["team"]] if read.get("team") and has_teams else []
    return tuple(dict.fromkeys([*named, *team, *read["attributes"]]))


def column_called(name: str, kept: KeptAnswer) -> str:
    """The heading that somebody asked for, or that the pack calls so; empty for none."""
    read = kept.look["loading"]["mapping"]["columns"]
    called = {words_of(one): one for one in columns_of(kept)}
    called |= {one["field"]: one["column"] for one in _splits(kept) if one["field"]}
    if read.get("team") in called.values():
        called[TEAM] = read["team"]
    return called.get(words_of(name), called.get(name, ""))


def in_answer(kept: KeptAnswer) -> tuple[ShownSplit, ...]:
    """The splits that the pack names."""
    sections = [one for one in kept.view.sections if one.id.startswith(OF_SPLITS)]
    return _paired(_splits(kept), sections, kept.csv)


def split_by(
    column: str, service: CouncilService, kept: KeptAnswer, *, version: str
) -> ShownSplit:
    """The split by a column of `columns_of`.

    Raises:
        AnswerNotYet: A job works it out now, or could not, and says why.
    """
    for one in in_answer(kept):
        if one.data["column"] == column:
            return one
    others = list(_others(kept))
    found = found_by_job(SPLITS, service, version, columns=others)
    shown = _paired(found.data["splits"], found.sections, found.csv)
    return next(one for one in shown if one.data["column"] == column)


def _paired(
    splits: Sequence[dict[str, Any]],
    sections: Sequence[Section],
    csv: Mapping[str, str],
) -> tuple[ShownSplit, ...]:
    return tuple(
        ShownSplit(
            data=data,
            section=section,
            csv=next(
                (csv.get(getattr(one, "id", ""), "") for one in section.blocks), ""
            ),
            n_columns=len(splits),
        )
        for data, section in zip(splits, sections, strict=True)
    )


def _splits(kept: KeptAnswer) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = kept.look.get("splits", [])
    return found


def _others(kept: KeptAnswer) -> tuple[str, ...]:
    """The columns that the answer does not split by."""
    named = {one["column"] for one in _splits(kept)}
    return tuple(one for one in columns_of(kept) if one not in named)
