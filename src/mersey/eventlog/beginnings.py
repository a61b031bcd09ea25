"""When did work on a case begin: with its first start, where starts are recorded.

A log that tells when steps were started and done says more than when the first of them
was done: a case that was assessed for ten days began ten days earlier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.load.dates.zones import transitions, zone

if TYPE_CHECKING:
    from mersey.engine import Engine, StoredTable

SPAN: Final = query_beside(__file__, "beginnings_span")
BEGINNINGS: Final = query_beside(__file__)


def with_beginnings(
    session: Engine, facts: StoredTable, *, time_zone: str, date_only: bool
) -> StoredTable:
    """The facts of cases; `begun_time` and `begun_date` are the first start's, if earlier.

    Args:
        session: The engine that holds them.
        facts: See `case_facts`; of a log in which starts of work are recorded.
        time_zone: The log's zone, for the date on the wall.
        date_only: True where the log has dates without times.
    """
    tables = {"facts": facts}
    (span,) = session.ask(SPAN, tables=tables).to_pylist()
    if span["earliest"] is None:
        return facts
    offset, changes = transitions(zone(time_zone), [(span["earliest"], span["latest"])])
    offsets = [offset, *(change.after for change in changes)]
    return session.keep(
        "case_beginnings",
        BEGINNINGS,
        tables=tables,
        date_only=date_only,
        changes=[change.at for change in changes],
        offsets=[int(one.total_seconds()) for one in offsets],
    )
