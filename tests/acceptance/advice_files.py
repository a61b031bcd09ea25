"""Files that leave something open, made on the spot: what mersey says of each is advice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.unit.load.formats.workbooks import xlsx

__all__ = ["MADE", "write"]

STEPS = ("Received", "Assessed", "Decided")


def _day(n: int) -> str:
    return (date(2024, 1, 2) + timedelta(days=n)).isoformat()


def _csv(heading: str, rows: Iterator[str] | list[str]) -> str:
    return "\n".join([heading, *rows]) + "\n"


def _requests_of_sewers() -> str:
    rows = (
        f"RQ{n},SG{n % 40},{_day(n)},{'' if n % 5 == 0 else _day(n + 9)},T{n % 3}"
        for n in range(120)
    )
    return _csv("request_id,segment_id,opened,closed,kind", rows)


def _two_keys() -> str:
    rows = (
        f"K{n // 3},P{n // 4},{STEPS[n % 3]},{_day(n)}T0{n % 9}:00:00"
        for n in range(240)
    )
    return _csv("ref,number,activity,timestamp", rows)


def _status_only() -> str:
    rows = (
        f"T-{n:04d},{_day(n)},{('Closed', 'Open')[n % 3 == 0]},{_day(n + 30)}"
        for n in range(60)
    )
    return _csv("Ticket number,Created,Status,Last updated", rows)


def _steps(
    heading: str = "case id,activity,timestamp", *, last: tuple[str, ...] = STEPS
) -> str:
    rows = (
        f"C{n},{step},{_day(n + 5 * k)} 09:0{k}"
        for n in range(60)
        for k, step in enumerate(last[: 2 + n % 2])
    )
    return _csv(heading, rows)


def _no_end() -> str:
    rows = (
        f"C{n},{('Moved', 'Weighed', 'Painted')[(n + k) % 3]},{_day(n + 5 * k)} 09:0{k}"
        for n in range(60)
        for k in range(3)
    )
    return _csv("case id,activity,timestamp", rows)


def _free_text() -> str:
    rows = (
        f"C{n},{_day(n)},{_day(n + 9)},the caller said that it was number {n} and that"
        f" the lamp at the corner of street {n} was dark again for days"
        for n in range(60)
    )
    return _csv('reference,received,closed,"Notes, and more"', rows)


def _no_dates() -> str:
    rows = (f"C{n // 3},{STEPS[n % 3]},day {n}" for n in range(90))
    return _csv("case id,activity,when it was done", rows)


def _list_of_items() -> str:
    rows = (f"{_day(n)},{n % 7},{n * 3}" for n in range(90))
    return _csv("bought on,size,weight", rows)


def _two_activities() -> str:
    rows = (
        f"C{n // 3},{STEPS[n % 3]},{STEPS[(n * 7 + n // 3) % 3]},{_day(n)} 10:00"
        for n in range(240)
    )
    return _csv("case id,activity,event,timestamp", rows)


def _two_times() -> str:
    rows = (
        f"C{n // 3},{STEPS[n % 3]},{_day(n)} 10:00,{_day(n + n % 4)} 11:00"
        for n in range(240)
    )
    return _csv("case id,activity,event date,activity date", rows)


def _headless() -> str:
    rows = [
        f"C{n // 3},{STEPS[n % 3]},{_day(n + n % 3)} 10:0{n % 3}" for n in range(90)
    ]
    return "\n".join(rows) + "\n"


def _no_key() -> str:
    rows = (f"{_day(n)},{_day(n + 5 + n % 7)},T{n % 4}" for n in range(90))
    return _csv("received,decided,kind", rows)


def _one_date() -> str:
    rows = (f"AP{n},{_day(n)},K{n % 4}" for n in range(90))
    return _csv("case reference,received,kind", rows)


def _missing_hour() -> str:
    rows = (
        f"C{n // 3},{STEPS[n % 3]},2024-03-31 01:{10 + n % 3}:00"
        if n < 6
        else f"C{n // 3},{STEPS[n % 3]},{_day(60 + n)} 10:0{n % 3}"
        for n in range(120)
    )
    return _csv("case id,activity,timestamp", rows)


def _many_steps() -> str:
    rows = (
        f"C{n // 3},step number {n},{STEPS[n % 3]},{_day(n)} 10:00" for n in range(900)
    )
    return _csv("case id,activity,stage,timestamp", rows)


def _names_as_steps() -> str:
    names = ("Anna", "John", "Mary", "Peter", "Sarah", "David")
    rows = (
        f"C{n // 3},{names[n % 6]},{STEPS[n % 3]},{_day(n)} 10:00" for n in range(90)
    )
    return _csv("case id,activity,stage,timestamp", rows)


def _extract_by_opening() -> str:
    opened = (
        f"AP{n},{_day(n % 100)},{'' if n % 4 else _day(n % 100 + 190)}"
        for n in range(300)
    )
    return _csv("case reference,received,closed", opened)


def _due_only() -> str:
    rows = (f"AP{n},{_day(n)},{_day(n + 30)}" for n in range(60))
    return _csv("case reference,due date,target date", rows)


def _figures() -> str:
    rows = (f"2024-{1 + n % 12:02d},{n * 3},{n * 5}" for n in range(36))
    return _csv("month,received,decided", rows)


def _one_column() -> str:
    return _csv("all of it", [f"C{n}" for n in range(30)])


def _quotes() -> str:
    rows = (
        f"C{n // 3},{STEPS[n % 3]},{_day(n)} 10:00,{_day(n + n % 4)} 11:00"
        for n in range(240)
    )
    return _csv('case id,activity,"the ""event"" date","activity $date"', rows)


def _welsh() -> bytes:
    rows = (
        f"C{n // 3},{('Derbyniwyd', 'Tŷ Ŵy', 'Caewyd')[n % 3]},{_day(n)}"
        for n in range(90)
    )
    return _csv("rhif achos,cam,dyddiad", rows).encode("iso8859-14")


def _sheets() -> bytes:
    jobs = [["job number", "job step", "job date"]]
    jobs += [[f"C{n // 3}", STEPS[n % 3], _day(n + n % 3)] for n in range(90)]
    tasks = [["task number", "task step", "task date"], *jobs[1:]]
    tasks = [[cell.replace("C", "D") for cell in row] for row in tasks]
    return xlsx({"Jobs": jobs, "The old ones": tasks})


def _lists() -> str:
    records = [
        {"case id": f"C{n // 3}", "activity": STEPS[n % 3], "timestamp": _day(n)}
        for n in range(90)
    ]
    return json.dumps({"cards": records, "actions": records[:60]})


def _objects() -> str:
    events = [
        {
            "id": f"e{n}",
            "type": STEPS[n % 3],
            "time": f"{_day(n)}T09:00:00Z",
            "attributes": [],
            "relationships": [
                {"objectId": f"o{n // 3}", "qualifier": ""},
                {"objectId": f"p{n // 9}", "qualifier": ""},
            ],
        }
        for n in range(90)
    ]
    orders = [{"id": f"o{n}", "type": "Order", "attributes": []} for n in range(30)]
    parcels = [{"id": f"p{n}", "type": "Parcel", "attributes": []} for n in range(10)]
    return json.dumps(
        {"objectTypes": [], "objects": [*orders, *parcels], "events": events}
    )


MADE: dict[str, tuple[str, Callable[[], str | bytes]]] = {
    "requests of sewers": ("log.csv", _requests_of_sewers),
    "two keys": ("log.csv", _two_keys),
    "status only": ("log.csv", _status_only),
    "plain steps": ("log.csv", _steps),
    "no end": ("log.csv", _no_end),
    "free text": ("log.csv", _free_text),
    "no dates": ("log.csv", _no_dates),
    "list of items": ("log.csv", _list_of_items),
    "two activities": ("log.csv", _two_activities),
    "two times": ("log.csv", _two_times),
    "headless": ("log.csv", _headless),
    "no key": ("log.csv", _no_key),
    "one date": ("log.csv", _one_date),
    "missing hour": ("log.csv", _missing_hour),
    "many steps": ("log.csv", _many_steps),
    "names as steps": ("log.csv", _names_as_steps),
    "extract by opening": ("log.csv", _extract_by_opening),
    "due only": ("log.csv", _due_only),
    "figures": ("log.csv", _figures),
    "one column": ("log.csv", _one_column),
    "quotes": ("log.csv", _quotes),
    "welsh": ("log.csv", _welsh),
    "sheets": ("log.xlsx", _sheets),
    "lists": ("log.json", _lists),
    "objects": ("log.jsonocel", _objects),
}
"""What a file leaves open → its name, and what makes it."""


def write(what: str, folder: Path) -> Path:
    """The file of that kind, written in a folder."""
    name, make = MADE[what]
    content = make()
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
