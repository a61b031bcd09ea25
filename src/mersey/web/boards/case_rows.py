"""Every open case of a board as a row, unrounded: for CSV and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.charts.chart import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.answer.board.who_waits import WaitingCase
    from mersey.web.boards.one_board import ShownBoard

COLUMNS: Final = (
    *("case", "where", "days_there", "days_open", "opened", "team", "what"),
    *("limit", "limit_due", "is_past_limit", "risk_of_missing", "needs"),
)


def case_rows(shown: ShownBoard) -> list[dict[str, Any]]:
    """A row for each open case, those that need somebody first in each column."""
    return [
        _row(case, needs, shown)
        for column in reversed(shown.board.columns)
        for case, needs in _cases(column)
    ]


def case_table(shown: ShownBoard) -> Table:
    """The same as a table."""
    raw = tuple(tuple(row[name] for name in COLUMNS) for row in case_rows(shown))
    return Table(
        columns=COLUMNS,
        rows=tuple(tuple("" if x is None else str(x) for x in row) for row in raw),
        raw=raw,
    )


def _cases(column: Any) -> Iterator[tuple[WaitingCase, str]]:
    for card in column.cards:
        yield card.case, "; ".join(need.value for need in card.needs)
    for case in column.others:
        yield case, ""


def _row(case: WaitingCase, needs: str, shown: ShownBoard) -> dict[str, Any]:
    limit = case.past[0] if case.past else case.next_limit
    return {
        "case": shown.names.called(case.key).text,
        "where": case.column,
        "days_there": case.days,
        "days_open": case.age_days,
        "opened": case.opened.isoformat(),
        "team": case.team,
        "what": "; ".join(case.facts),
        "limit": limit.title if limit else None,
        "limit_due": limit.due.due.isoformat() if limit else None,
        "is_past_limit": bool(case.past),
        "risk_of_missing": case.risk,
        "needs": needs,
    }
