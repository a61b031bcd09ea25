"""All that a board needs of an answer, as plain data: kept once, used until the next load.

What people type changes many times a day, the log once a night. So everything that a
board takes from the log is put together here, and a page then needs no log at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from mersey.answer.board.columns import columns_of, steps_by_column
from mersey.answer.board.handed_over import handed_over
from mersey.answer.board.stays import stays
from mersey.answer.board.week import board_week
from mersey.answer.board.week_changes import changes_of
from mersey.answer.board.who_waits import WaitingCase
from mersey.answer.worklist import limits_by_case
from mersey.clocks.clock import LimitKind
from mersey.flow.ageing import open_cases
from mersey.flow.usual import usual
from mersey.forecast import RiskList
from mersey.services.service import CaseReference, FieldKind
from mersey.vocabulary import ATTRIBUTE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mersey.answer.answer import Answer
    from mersey.answer.board.columns import ColumnFacts
    from mersey.answer.board.handed_over import HandedOver
    from mersey.answer.board.week import BoardWeek
    from mersey.answer.board.week_changes import WeekChanges
    from mersey.eventlog import EventLog
    from mersey.flow.results import OpenCase
    from mersey.services import ServiceUse

MOST_FACTS: Final = 2
YES_NO: Final = frozenset({"yes", "true", "false", "none", "not known", "unknown"})


@dataclass(frozen=True, kw_only=True)
class ClockSaid:
    """How a clock is spoken of on a card.

    Attributes:
        limit: How long, such as "8 weeks"; empty where each case has its own.
        is_law: The law sets it.
    """

    title: str
    limit: str
    is_law: bool


@dataclass(frozen=True, kw_only=True)
class BoardFacts:
    """What the log says, as at its own end, for one Monday.

    Attributes:
        service: Name of the service; empty without a pack. case_word: What it calls a case.
        case_reference: Who may see the case system's own name of a case, as proposed.
        keeps_ids: The log was read with the file's own names of cases.
        n_read, n_loaded, n_rejected: Rows. The others were duplicates.
        knows_open_cases: False where open cases are not in the log: then `cases` and
            `columns` say nothing of any.
        n_open: Open cases. n_past: Those past a limit. n_soon: Those that soon will be:
            up to `soon_until`. All three None without a limit.
        columns: In which an open case stands, in order. cases: The open ones.
        risk_clock: Id of the clock of which the risks of the cases are; empty without.
        clocks: Id → how the clock of a limit is spoken of.
        parts: The services of a way across services, in their order; else empty.
        n_served: Open ones that only wait for their end, after the step `served_title`.
        handed_over: From team to team since last Monday. teams: Those with an open case.
    """

    service: str
    case_word: str
    case_reference: CaseReference
    keeps_ids: bool
    log_version: str
    n_read: int
    n_loaded: int
    n_rejected: int
    week: BoardWeek
    knows_open_cases: bool
    all_ended: bool
    n_open: int
    n_past: int | None
    n_soon: int | None
    soon_until: date | None
    changes: WeekChanges
    columns: tuple[ColumnFacts, ...]
    cases: tuple[WaitingCase, ...]
    handed_over: tuple[HandedOver, ...]
    risk_clock: str = ""
    clocks: Mapping[str, ClockSaid] = field(default_factory=dict)
    n_served: int = 0
    served_title: str = ""
    parts: tuple[BoardFacts, ...] = ()

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams that have an open case."""
        return tuple(sorted({case.team for case in self.cases if case.team}))


def board_facts(found: Answer, *, now: date) -> BoardFacts:
    """What a board of the Monday of `now` needs of an answer.

    Args:
        found: The answer, with its forecast.
        now: The day of the board.
    """
    log, flow, use = found.log, found.flow, found.service
    week = board_week(now, as_at=log.facts.as_at_date)
    steps = steps_by_column(flow)
    known = flow.knows_open_cases
    stayed = stays(log, steps) if known else None
    cases = _cases(found, steps, stayed.days) if stayed else ()
    limited = {case.column for case in cases if case.limits}
    return BoardFacts(
        service=use.service.name if use else "",
        case_word=use.service.case_word if use else "case",
        case_reference=use.service.case_reference if use else CaseReference.HIDDEN,
        keeps_ids=log.loading.keeps_ids,
        log_version=log.facts.log_version,
        n_read=log.loading.n_read,
        n_loaded=log.loading.n_loaded,
        n_rejected=log.loading.n_rejected,
        week=week,
        knows_open_cases=known,
        all_ended=log.is_finished_cohort,
        n_open=log.facts.n_open if known else 0,
        n_past=flow.past.n if flow.past else None,
        n_soon=flow.past.n_soon if flow.past else None,
        soon_until=flow.past.until if flow.past else None,
        changes=changes_of(found, week),
        columns=columns_of(flow, steps, stayed.columns, with_limit=limited)
        if stayed
        else (),
        cases=cases,
        handed_over=handed_over(log, week) if known else (),
        risk_clock=_risk_clock(found),
        clocks={
            one.id: ClockSaid(
                title=one.title,
                limit=one.limit,
                is_law=one.kind is LimitKind.STATUTORY,
            )
            for one in found.clocks
        },
        n_served=flow.served.n_open if flow.served and known else 0,
        served_title=flow.served.title if flow.served else "",
    )


def _cases(
    found: Answer, steps: Mapping[str, str], days: Mapping[str, float]
) -> tuple[WaitingCase, ...]:
    log, use = found.log, found.service
    limits = limits_by_case(log, use) if found.clocks else {}
    risks, clock = _risks(found), _risk_clock(found)
    told = _told(log, _columns_told(use))
    return tuple(
        WaitingCase(
            key=case.pseudonym,
            column=steps.get(case.last_activity, case.last_activity),
            days=days.get(case.pseudonym, case.days_in_stage),
            age_days=case.days,
            opened=case.opened,
            team=case.team or "",
            facts=told.get(case.pseudonym, ()),
            lasts=use is not None and case.last_activity in use.lasting,
            older_than_usual=case.older_than_usual,
            limits=tuple(limits.get(case.pseudonym, ())),
            risk=risks.get(case.pseudonym),
            risk_clock=clock,
        )
        for case in _open(found)
    )


def _open(found: Answer) -> Sequence[OpenCase]:
    """Every open case: the answer's own list, or the same uncut where it has not all."""
    flow = found.flow
    if len(flow.ageing.cases) >= flow.ageing.n_open:
        return flow.ageing.cases
    held = usual(flow.lead_times, found.service, flow.served)
    return open_cases(found.log, usual=held)


def _risks(found: Answer) -> dict[str, float]:
    risks = found.forecast.risks if found.forecast else None
    if not isinstance(risks, RiskList):
        return {}
    return {one.pseudonym: one.risk for one in risks.cases}


def _risk_clock(found: Answer) -> str:
    risks = found.forecast.risks if found.forecast else None
    return (risks.clock or "") if isinstance(risks, RiskList) else ""


def _columns_told(use: ServiceUse | None) -> tuple[str, ...]:
    """The file's columns that say what sort of case it is, and where; by the pack.

    None for a service that hides its cases: what somebody needs help with may tell who
    it is. Where it is, only for what stands on a public register.
    """
    if use is None or use.service.case_reference is CaseReference.HIDDEN:
        return ()
    wanted = [FieldKind.KIND]
    if use.service.case_reference is CaseReference.PUBLIC:
        wanted.append(FieldKind.EQUITY)
    named = [
        use.fields[field.id]
        for kind in wanted
        for field in use.service.fields
        if field.kind is kind and field.id in use.fields
    ]
    return tuple(dict.fromkeys(named))[:MOST_FACTS]


def _told(log: EventLog, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Pseudonym → the values of those columns of each open case."""
    kept = [name for name in columns if name in log.attributes]
    if not kept:
        return {}
    (ids,) = log.arrays.cases("case_id")
    read = log.arrays.cases(*(f"{ATTRIBUTE_PREFIX}{name}" for name in kept))
    who = log.arrays.open_cases
    places = ids.searchsorted(who.case_id)
    return {
        name: tuple(text for text in (_text(one, place) for one in read) if text)
        for name, place in zip(who.pseudonym.to_pylist(), places.tolist(), strict=True)
    }


def _text(column: Any, place: int) -> str:
    """The value; empty where it is a yes or a no, a number or a letter: these say nothing."""
    code = int(column.codes[place])
    text = column.values[code].strip() if code >= 0 else ""
    is_word = len(text) > 2 and text.lower() not in YES_NO and not text.isdigit()
    return text if is_word else ""


def of_team(facts: BoardFacts, team: str) -> BoardFacts:
    """The same for one team of a service: its cases, and its hand-overs on both sides."""
    return replace(
        facts,
        cases=tuple(case for case in facts.cases if case.team == team),
        handed_over=tuple(
            one for one in facts.handed_over if team in {one.source, one.target}
        ),
    )
