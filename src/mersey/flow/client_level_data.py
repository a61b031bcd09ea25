"""Rows of Client Level Data as the events that waiting times of adult social care need.

Headings and values are those of the specification, releases 1 and 2, whatever their case
and spacing. What the method does not look at is counted by why, never dropped in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from mersey.errors import DataError
from mersey.flow.asc_waiting_times import LEFT_OUT, PROGRESS, CareEvent, CareKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEEDED: Final = (
    "Event Type",
    "Event Start Date",
    "Event End Date",
    "Event Outcome",
    "Client Type",
    "Date of Birth",
    "Assessment Type",
    "Service Type",
)
PERSON: Final = ("NHS Number", "LA Person Unique Identifier")
"""The first that a row holds tells whose it is."""

OPTIONAL: Final = ("Event Description", "Reporting Period End Date")

ASSESSMENTS: Final = {"short term assessment", "long term assessment"}
SERVICES: Final = {
    "long term support: nursing care",
    "long term support: residential care",
    "long term support: community",
    "long term support: prison",
    "short term support: st-max",
    "short term support: ongoing low level",
    "short term support: other short term",
}

ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?")
DAY_FIRST: Final = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?: .*)?")


@dataclass(frozen=True, kw_only=True)
class ClientLevelData:
    """The events of a file that the method looks at.

    Attributes:
        events: In the order of the file.
        n_rows: All rows of the file.
        unused: Why a row is not looked at → how many.
        n_unknown_outcomes: Requests whose outcome the specification does not have; they
            count as going on.
        n_without_age: Events of people whose date of birth is not known.
    """

    events: tuple[CareEvent, ...]
    n_rows: int
    unused: Mapping[str, int]
    n_unknown_outcomes: int
    n_without_age: int


def columns_needed(headings: Sequence[str]) -> dict[str, str]:
    """Column of the specification → heading of the file, for those that are there.

    Raises:
        DataError: Columns that the method needs are missing.
    """
    written = {_plain(heading): heading for heading in headings}
    found = {
        name: written[_plain(name)]
        for name in (*NEEDED, *PERSON, *OPTIONAL)
        if _plain(name) in written
    }
    missing = [name for name in NEEDED if name not in found]
    if not any(name in found for name in PERSON):
        missing.append(" or ".join(PERSON))
    if missing:
        msg = f"These columns of Client Level Data are missing: {', '.join(missing)}."
        raise DataError(
            msg, next_step="Give the file as it is submitted, with its headings."
        )
    return found


def read_client_level_data(
    columns: Mapping[str, Sequence[str]], *, n_unreadable: int = 0
) -> ClientLevelData:
    """The events of a file.

    Args:
        columns: Column of the specification → its cells as text, empty where blank. Dates
            are 2025-04-01 or 01/04/2025.
        n_unreadable: Rows that did not fit the headings and are not in `columns`.

    Raises:
        DataError: No row has a start that is such a date.
    """
    names = list(columns)
    rows = [
        dict(zip(names, cells, strict=True))
        for cells in zip(*columns.values(), strict=True)
    ]
    last_day = max(
        (day for row in rows if (day := _day(row["Event Start Date"]))), default=None
    )
    if last_day is None:
        msg = f"No cell of Event Start Date is a date, in {len(rows):,} rows."
        hint = "Write dates as 2025-04-01 or 01/04/2025."
        raise DataError(msg, next_step=hint)
    unused: Counter[str] = Counter()
    if n_unreadable:
        unused["a row that does not fit the headings"] = n_unreadable
    events = []
    for row in rows:
        event = _event(row, last_day)
        if isinstance(event, str):
            unused[event] += 1
        else:
            events.append(event)
    return ClientLevelData(
        events=tuple(events),
        n_rows=len(rows) + n_unreadable,
        unused=dict(unused),
        n_unknown_outcomes=sum(map(_is_unknown, events)),
        n_without_age=sum(event.age is None for event in events),
    )


def _event(row: Mapping[str, str], last_day: date) -> CareEvent | str:
    """The event of a row, or why there is none."""
    kind = _kind(row)
    if isinstance(kind, str):
        return kind
    start, end = _day(row["Event Start Date"]), _day(row["Event End Date"])
    if start is None:
        return "no date of its start"
    person = next((row[name] for name in PERSON if row.get(name, "").strip()), "")
    if not person:
        return "no person"
    until = end or _day(row.get("Reporting Period End Date", "")) or last_day
    born = _day(row["Date of Birth"])
    return CareEvent(
        person=person.strip(),
        kind=kind,
        start=start,
        end=end,
        outcome=row["Event Outcome"],
        age=_age(born, start),
        age_at_end=_age(born, max(until, start)),
        is_conversation="conversation" in row.get("Event Description", "").casefold(),
    )


def _kind(row: Mapping[str, str]) -> CareKind | str:
    said = row["Event Type"].casefold()
    if "service" in said:
        is_one = _said(row["Service Type"]) in SERVICES
        return CareKind.SERVICE if is_one else "a service of another type"
    if "assessment" in said:
        is_one = _said(row["Assessment Type"]) in ASSESSMENTS
        return CareKind.ASSESSMENT if is_one else "an assessment of another type"
    if "request" in said:
        is_one = _said(row["Client Type"]) == "service user"
        return CareKind.REQUEST if is_one else "a request of no service user"
    return "a review" if "review" in said else "an event of another type"


def _is_unknown(event: CareEvent) -> bool:
    known = (*LEFT_OUT, *PROGRESS)
    is_said = bool(event.outcome.strip())
    return event.kind is CareKind.REQUEST and is_said and not event.came_to(known)


def _age(born: date | None, day: date) -> int | None:
    """Whole years; born on 29 February, from 1 March on."""
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _day(text: str) -> date | None:
    if match := ISO.fullmatch(text.strip()):
        year, month, day = map(int, match.groups())
    elif match := DAY_FIRST.fullmatch(text.strip()):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _said(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
