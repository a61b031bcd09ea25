"""A small service, and logs of it, for the tests of clocks over a log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any

from mersey.clocks.clock import (
    Authority,
    Clock,
    ClockStop,
    Condition,
    Duration,
    Exemption,
    Extension,
    Pause,
    RuleSource,
    Start,
    TimeUnit,
)
from mersey.engine import StoredTable
from mersey.eventlog.eventlog import EndRule, EventLog, LoadingReport
from mersey.load.shapes.mapping import ColumnMapping, Shape
from mersey.services.service import (
    EventType,
    FieldKind,
    PackStage,
    Service,
    ServiceField,
)
from mersey.services.service_use import ServiceUse
from mersey.vocabulary import CASES_COLUMNS, EVENTS_COLUMNS, VARIANTS_COLUMNS
from tests.engines.asked import given, made_of
from tests.engines.logs import shared_session
from tests.unit.report.made_up_log import facts

NUMBERS = count()

AS_AT = "2024-03-29"
AT_END = datetime.fromisoformat("2024-03-29")

EVENTS = (
    EventType(id="received", title="Received", stage="in", required=True),
    EventType(id="asked", title="Question asked", stage="in"),
    EventType(id="answered", title="Question answered", stage="in"),
    EventType(id="extended", title="Extension agreed", stage="in"),
    EventType(id="withdrawn", title="Withdrawn", stage="out"),
    EventType(id="decided", title="Decided", stage="out", required=True),
)

FIELDS = (
    ServiceField(id="scale", title="Scale", kind=FieldKind.KIND),
    ServiceField(id="special", title="Exception", kind=FieldKind.EXEMPTION),
    ServiceField(id="agreed", title="Agreed date", kind=FieldKind.DUE),
)


def clock(**told: Any) -> Clock:
    """Ten days from received to decided, nothing owed once withdrawn."""
    said: dict[str, Any] = {
        "id": "test.decision",
        "title": "Decided in 10 days",
        "authority": Authority.STATUTORY,
        "duration": Duration(n=10, unit=TimeUnit.DAYS),
        "start": Start(events=("received",)),
        "stop": ClockStop(events=("decided",)),
        "ends_without_breach": ("withdrawn",),
        "source": RuleSource(instrument="The Test Act 2020", provision="s.1"),
    }
    return Clock(**said | told)


PAUSED = clock(pauses=(Pause(begin="asked", finish="answered"),))
MAJOR = clock(
    applies=(Condition(field="scale", any_of=("major",), unless=("non major",)),)
)
EXCEPTED = clock(exemptions=(Exemption(code="e", title="Exception", field="special"),))
AGREED = clock(
    extensions=(Extension(id="eot", title="Agreed", field="agreed", event="extended"),)
)


def use_of(*clocks: Clock, **told: Any) -> ServiceUse:
    """A pack of those clocks, every step of it known under its own name."""
    service = Service(
        id="test",
        version="2024",
        name="Tests",
        summary="Made up.",
        family="test",
        case_word="application",
        stages=(PackStage(id="in", title="In"), PackStage(id="out", title="Out")),
        events=EVENTS,
        fields=FIELDS,
        clocks=clocks or (clock(),),
    )
    return ServiceUse(
        service=service,
        why="The test says so.",
        events={event.id: event.id for event in EVENTS},
        fields={field.id: field.id for field in FIELDS},
        **told,
    )


def log_of(
    cases: dict[str, dict[str, str]],
    *,
    end: tuple[str, ...] = ("decided", "withdrawn"),
    attributes: dict[str, dict[str, str | None]] | None = None,
    due: dict[str, dict[str, str]] | None = None,
) -> EventLog:
    """A date-only log: case → step → day of 2024, such as `02-28`; as at 29 March.

    It is made as preparing would make it, without the time that takes: a case opens with
    its first step and closes with the first that is an end. `attributes` and `due` are
    column → case → value.
    """
    rows = [
        (case, step, datetime.fromisoformat(f"2024-{day}"))
        for case, steps in cases.items()
        for step, day in sorted(steps.items(), key=lambda pair: pair[1])
    ]
    numbers = {case: number for number, case in enumerate(cases)}
    events = [
        {
            "case_id": numbers[case],
            "seq": place,
            "event_id": place,
            "activity": step,
            "event_time": time,
            "local_date": time.date(),
        }
        for place, (case, step, time) in enumerate(rows, 1)
    ]
    told = {f"attribute__{name}": values for name, values in (attributes or {}).items()}
    limits = {f"due__{name}": values for name, values in (due or {}).items()}
    found = [
        _case(case, number, rows, end)
        | {name: values.get(case) for name, values in told.items()}
        | {
            name: values.get(case) and date.fromisoformat(values[case])
            for name, values in limits.items()
        }
        for case, number in numbers.items()
    ]
    extra = dict.fromkeys(told, "VARCHAR") | dict.fromkeys(limits, "DATE")
    return EventLog(
        store=shared_session(),
        events=_table(events, EVENTS_COLUMNS),
        cases=_table(found, CASES_COLUMNS | extra),
        variants=_table([], VARIANTS_COLUMNS),
        facts=facts(as_at_date=date.fromisoformat(AS_AT), as_at=AT_END),
        end_rule=_ended_by(end),
        loading=_read(len(rows)),
        findings=(),
    )


def _ended_by(activities: tuple[str, ...]) -> EndRule:
    return EndRule(
        activities=activities,
        aftercare=(),
        closed_column=None,
        stated=True,
        silent_after_days=None,
        text="",
    )


def _read(n: int) -> LoadingReport:
    return LoadingReport(
        n_read=n,
        n_loaded=n,
        n_rejected=0,
        n_duplicate=0,
        mapping=ColumnMapping(shape=Shape.LONG, case=None),
        keeps_ids=False,
    )


def _case(
    case: str, number: int, rows: list[tuple], end: tuple[str, ...]
) -> dict[str, Any]:
    own = [(step, time) for name, step, time in rows if name == case]
    closed = next((time for step, time in own if step in end), None)
    return {
        "case_id": number,
        "pseudonym": f"case-{case}",
        "state": "closed" if closed else "open",
        "opened": own[0][1],
        "closed": closed,
        "opened_date": own[0][1].date(),
        "last_time": own[-1][1],
    }


def _table(rows: list[dict[str, Any]], columns: dict[str, str]) -> StoredTable:
    return given(shared_session(), f"made_{next(NUMBERS)}", made_of(columns, rows))


def stating(log: EventLog, column: str) -> EventLog:
    """The log, its file having named that column as its deadline."""
    mapping = replace(log.loading.mapping, deadline=column)
    return replace(log, loading=replace(log.loading, mapping=mapping))


__all__ = [
    "AGREED",
    "AS_AT",
    "EXCEPTED",
    "MAJOR",
    "PAUSED",
    "clock",
    "log_of",
    "stating",
    "use_of",
]
