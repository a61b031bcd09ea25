"""Why did people get in touch, and would a better service have saved them the trouble?

Value demand is what the service is for; failure demand comes from something not done,
or not done right, the first time. Codes are the pack's own and the general list.
Source: the distinction is John Seddon's (2003).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.engine import query_beside
from mersey.flow.agreement import kappa_of_counts
from mersey.flow.clock_results import CodeCount, Demand, DemandMonth
from mersey.flow.periods import last_day
from mersey.services.demand_codes import shared_demand_codes
from mersey.services.service import FieldKind
from mersey.services.word_forms import words_of
from mersey.vocabulary import ATTRIBUTE_PREFIX, Per

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.services.service import DemandCode
    from mersey.services.service_use import ServiceUse

CODINGS: Final = query_beside(__file__)


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Cases of one month with the same codings: None is no code."""

    month: date | None
    first: str | None
    second: str | None
    n: int


def demand(log: EventLog, use: ServiceUse) -> Demand | None:
    """The demand that the file's codes tell; None where it has no such code.

    A field of kind `demand` that the file has is the coding, and a second one is another
    person's coding of the same cases. Codes are the pack's, then those that every pack
    shares: of two that write the same, the first counts.
    """
    columns = _columns(log, use)
    if not columns:
        return None
    known = Codebook((*use.service.demand_codes, *shared_demand_codes()))
    groups = _groups(log, columns)
    counted = Counter[str | None]()
    for group in groups:
        counted[group.first] += group.n
    if not any(known.of(value) for value in counted):
        return None
    return _demand(log, groups, counted, known=known, columns=columns)


class Codebook:
    """Codes by the words that files write for them; of two that write the same, the first."""

    def __init__(self, codes: Sequence[DemandCode]) -> None:
        self._codes: dict[str, DemandCode] = {}
        for code in codes:
            for said in (code.code, code.title, *code.aliases):
                self._codes.setdefault(words_of(said), code)

    def of(self, value: str | None) -> DemandCode | None:
        """The code of a value such as `FD1`, `Chasing progress` or `FD1 - chasing`."""
        words = words_of(value or "")
        return self._codes.get(words) or self._codes.get(words.partition(" ")[0])

    def named(self, step: str) -> DemandCode | None:
        """The code that a step is named for, in all its words."""
        return self._codes.get(words_of(step))

    def key(self, value: str | None) -> str | None:
        """What two codings are compared by: the code, or the words of an unknown one."""
        code = self.of(value)
        return code.code if code else words_of(value or "") or None


def _columns(log: EventLog, use: ServiceUse) -> tuple[str, ...]:
    fields = [f.id for f in use.service.fields if f.kind is FieldKind.DEMAND]
    found = [use.fields[identity] for identity in fields if identity in use.fields]
    return tuple(column for column in found if column in log.attributes)[:2]


def _groups(log: EventLog, columns: Sequence[str]) -> tuple[_Group, ...]:
    named = [ATTRIBUTE_PREFIX + column for column in columns]
    names = {"first": named[0], "second": named[-1]}
    has_second = len(named) > 1
    return tuple(
        _Group(
            month=row["month_start"],
            first=row["first_code"],
            second=row["second_code"] if has_second else None,
            n=row["n"],
        )
        for row in log.ask(CODINGS, names=names).to_pylist()
    )


def _demand(
    log: EventLog,
    groups: Sequence[_Group],
    counted: Counter[str | None],
    *,
    known: Codebook,
    columns: Sequence[str],
) -> Demand:
    codes = _code_counts(counted, known)
    n_value = sum(code.n for code in codes if code.is_value)
    n_failure = sum(code.n for code in codes if not code.is_value)
    n_without = sum(n for value, n in counted.items() if not words_of(value or ""))
    n_known = n_value + n_failure
    pairs = Counter[tuple[Hashable | None, Hashable | None]]()
    for group in groups:
        pairs[known.key(group.first), known.key(group.second)] += group.n
    return Demand(
        column=columns[0],
        n_value=n_value,
        n_failure=n_failure,
        n_unknown=counted.total() - n_known - n_without,
        n_without=n_without,
        failure_share=n_failure / n_known if n_known else None,
        codes=codes,
        months=_months(log, groups, known),
        agreement=kappa_of_counts(pairs) if len(columns) > 1 else None,
    )


def _code_counts(
    counted: Counter[str | None], known: Codebook
) -> tuple[CodeCount, ...]:
    of_code = Counter[str]()
    found: dict[str, DemandCode] = {}
    for value, n in counted.items():
        if code := known.of(value):
            found[code.code] = code
            of_code[code.code] += n
    ranked = sorted(of_code.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        CodeCount(code=code, title=found[code].title, is_value=found[code].value, n=n)
        for code, n in ranked
    )


def _months(
    log: EventLog, groups: Sequence[_Group], known: Codebook
) -> tuple[DemandMonth, ...]:
    n, n_failure = Counter[Any](), Counter[Any]()
    for group in groups:
        code = known.of(group.first)
        if (
            code
            and group.month
            and group.month >= log.facts.plausible_from.replace(day=1)
        ):
            n[group.month] += group.n
            n_failure[group.month] += 0 if code.value else group.n
    return tuple(
        DemandMonth(
            start=month,
            n=n[month],
            n_failure=n_failure[month],
            complete=last_day(month, Per.MONTH) <= log.facts.as_at_date,
        )
        for month in sorted(n)
    )
