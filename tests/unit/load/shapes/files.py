"""Small files of every shape, for the tests of how a table is understood."""

from __future__ import annotations

from datetime import date, datetime, timedelta

__all__ = [
    "changes",
    "current",
    "intervals",
    "lifecycle",
    "snapshots",
    "spans",
    "steps",
    "wide",
    "works",
]

START = date(2024, 1, 8)
N = 24


def _day(n: int) -> str:
    return (START + timedelta(days=n)).isoformat()


def _moment(n: int, hour: int = 9) -> str:
    at = datetime.combine(START, datetime.min.time()) + timedelta(days=n, hours=hour)
    return at.isoformat(" ")


def _table(heading: str, rows: list[str]) -> str:
    return "\n".join([heading, *rows]) + "\n"


def wide() -> str:
    """A row per case; every fourth is not closed."""
    rows = [
        f"PA/{n:04},{_day(n)},{_day(n + 10 + n % 5) if n % 4 else ''},{'AB'[n % 2]}"
        for n in range(N)
    ]
    return _table("Application ref,Date received,Date decided,Ward", rows)


def works() -> str:
    """A row per case, with an asset that comes again, a status and both dates."""
    rows = [
        f"WO{n},AS{n % 6},Leak,{_day(n)},{_day(n + 7) if n % 3 else ''},"
        f"{'Resolved' if n % 3 else 'In progress'}"
        for n in range(N)
    ]
    return _table("work_order,asset_id,type,submitted_date,resolved_date,status", rows)


def current() -> str:
    """A row per case, with its status now and the date it was last touched."""
    rows = [
        f"T{n},{'closed' if n % 3 else 'open'},{_moment(n)},{_moment(n + 20)}"
        for n in range(N)
    ]
    return _table("ticket id,status,created_at,updated_at", rows)


def steps() -> str:
    """A row per event."""
    rows = [
        f"C{n},{step},{_moment(n + 3 * at)}"
        for n in range(N)
        for at, step in enumerate(("Received", "Checked", "Closed"))
    ]
    return _table("case id,step,when", rows)


def spans() -> str:
    """A row per activity with start and end; some are begun and not finished."""
    rows = []
    for n in range(N):
        rows.append(f"J{n},Visit,{_moment(n)},{_moment(n + 1)}")
        ended = _moment(n + 5) if n % 3 else ""
        rows.append(f"J{n},Repair,{_moment(n + 3)},{ended}")
    return _table("job no,activity,start time,end time", rows)


def intervals() -> str:
    """A row per status, from when to when; the last has no end."""
    rows = []
    for n in range(N):
        rows.append(f"K{n},To do,{_moment(n)},{_moment(n + 2)}")
        is_done = n % 4
        rows.append(f"K{n},Doing,{_moment(n + 2)},{_moment(n + 6) if is_done else ''}")
        if is_done:
            rows.append(f"K{n},Done,{_moment(n + 6)},")
    return _table("issue key,status,entered,left", rows)


def changes() -> str:
    """A row per change; of the status, and of other fields."""
    rows = []
    for n in range(N):
        rows.append(f"{n + 100},Created,,,{_moment(n)}")
        rows.append(f"{n + 100},Owner,Queue,A team,{_moment(n + 1)}")
        rows.append(f"{n + 100},Status,New,Working,{_moment(n + 2)}")
        if n % 4:
            rows.append(f"{n + 100},Status,Working,Closed,{_moment(n + 9)}")
    return _table("Case Number,Field,Old Value,New Value,Edit Date", rows)


def lifecycle() -> str:
    """Rows of start and complete of each piece of work."""
    rows = []
    for n in range(N):
        for at, step in enumerate(("Register", "Examine", "Discharged")):
            who = f"P{n},{step},{3 * n + at}"
            rows.append(f"{who},start,{_moment(n + 2 * at)}")
            rows.append(f"{who},complete,{_moment(n + 2 * at, 12)}")
    return _table("patient,handling,handling_id,registration_type,time", rows)


def snapshots() -> str:
    """The whole list of cases, each week, with their status on that day."""
    rows = []
    for week in range(8):
        for n in range(N):
            age = 7 * week - n
            if age < 0:
                continue
            status = "Closed" if age > 28 else "Assessment" if age > 10 else "New"
            rows.append(f"{_day(7 * week)},R{n:03},{status}")
    return _table("report date,referral id,status", rows)
