"""Does it take as long for everybody? The cases by one column, groups side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import Http404

from mersey.report.split_words import tried_together_said
from mersey.web.asked.kept_splits import (
    column_called,
    columns_of,
    in_answer,
    split_by,
)
from mersey.web.definitions import definitions_of
from mersey.web.page import Page, as_table, flat_table
from mersey.web.pages.set_of_service import (
    answer_for,
    numbers_at,
    page_setting,
    state_of,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.charts.chart import Table
    from mersey.report.view import Section
    from mersey.web.asked.kept_splits import ShownSplit
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.routing import Visit

HERE: Final = "service-split"

COLUMNS: Final = (
    *("group", "cases", "open", "p50_days", "lower_days", "upper_days"),
    *("more_than_days", "in_time_share", "in_time_lower", "in_time_upper"),
    "in_time_cases",
)


def split(request: HttpRequest, visit: Visit) -> Page:
    """The cases by the column of `?by=`; by the pack's first, where none is named.

    Raises:
        Http404: No column that was kept is called so.
        AnswerNotYet: A job works it out.
    """
    kept = answer_for(visit)
    shown = _asked(request.GET.get("by", ""), visit, kept)
    columns = columns_of(kept)
    told = {
        "schema": "mersey.split/1",
        "log": kept.look["log"],
        "columns": list(columns),
        "tried_together": shown.n_columns if shown else None,
        "split": shown.data if shown else None,
    }
    return Page(
        template="service/split.html.j2",
        context=lambda: _context(visit, kept, shown),
        data=lambda: told,
        table=lambda: (
            _table(shown) if shown else flat_table({"columns": list(columns)})
        ),
        version=state_of(visit),
    )


def _asked(name: str, visit: Visit, kept: KeptAnswer) -> ShownSplit | None:
    if not name:
        return next(iter(in_answer(kept)), None)
    column = column_called(name, kept)
    if not column:
        raise Http404
    return split_by(column, visit.of, kept, version=visit.version)


def _context(
    visit: Visit, kept: KeptAnswer, shown: ShownSplit | None
) -> dict[str, Any]:
    around = page_setting(visit, kept, [], here=HERE)
    by = shown.data["column"] if shown else ""
    if shown:
        asked = urlencode({"by": by})
        for form in ("json", "csv"):
            address = around[form]
            around[form] = f"{address}{'&' if '?' in address else '?'}{asked}"
    return around | {
        "columns": columns_of(kept),
        "by": by,
        "definitions": definitions_of([shown.section] if shown else []),
        "sections": numbers_at([_section(shown)], around["csv"]) if shown else [],
    }


def _section(shown: ShownSplit) -> Section:
    """The section, and for how many columns it allows."""
    more = tried_together_said(shown.n_columns)
    said = (*shown.section.paragraphs, *((more,) if more else ()))
    return replace(shown.section, paragraphs=said)


def _table(shown: ShownSplit) -> Table:
    return as_table(COLUMNS, [_row(one) for one in shown.data["groups"]])


def _row(group: dict[str, Any]) -> tuple[Any, ...]:
    met = group.get("in_time") or {}
    return (
        *(group["name"], group["cases"], group["open"]),
        *(group["p50"], group["lower"], group["upper"], group.get("more_than")),
        *(met.get("share"), met.get("lower"), met.get("upper"), met.get("cases")),
    )
