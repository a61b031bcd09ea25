"""Facts about cases that can be vouched for: few values, each shared by ten cases.

Worked on the different values of each fact. A rarer value becomes one of `other (3
values)`; what identifies somebody is generalised; a column of which nothing is left goes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from mersey.engine.expressions import among, cases, column, nothing, text, value
from mersey.engine.queries import query
from mersey.load.columns.measure_headings import is_measure
from mersey.load.columns.numbers import number_of
from mersey.load.columns.written_values import written
from mersey.load.personal.generalise import Generalised, generalised
from mersey.load.personal.identifying_forms import Form, without_forms
from mersey.services.evidence import is_counted
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.rows.reading_plan import ReadingPlan

ENOUGH_CASES: Final = 10
"""Cases that share a value before it is told."""
RARE: Final = "(rare values)"
"""What values shared by too few cases are counted as, beside the forms."""

_MOSTLY: Final = 0.5
_PEOPLE: Final = "holds names of people, or words that may be names"
_TOO_RARE: Final = f"each of its values is shared by fewer than {ENOUGH_CASES} cases"
_ONE: Final = "holds one value only, apart from rare ones"

_Counts = dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """The cases with their facts made safe.

    Attributes:
        cases: One row a case.
        generalised: Column → what was generalised in it.
        gone: Attribute that is left out after all → why.
    """

    cases: StoredTable | Query
    generalised: Mapping[str, Generalised] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


def vouched(
    plan: ReadingPlan, held: StoredTable, *, columns: Mapping[str, str]
) -> Vouched:
    """The facts in `columns` (name in `held` → column of the file), made safe.

    Args:
        plan: How the file is read.
        held: One row a case.
        columns: Name in `held` → column of the file.
    """
    done: dict[str, Generalised] = {}
    gone: dict[str, str] = {}
    texts = {
        key: name
        for key, name in columns.items()
        if name not in plan.dates and not (is_measure(name) and held.holds_numbers(key))
    }
    if plan.mapping.keep_ids or not texts:
        return Vouched(cases=held)
    safe: dict[str, Expression] = {}
    for key, counts in plan.raw.session.value_counts(held, list(texts)):
        name = texts[key]
        found, why = _judged(plan, name, counts)
        if why:
            gone[name] = why
        elif found.texts:
            done[name] = found
            safe[key] = _put(text(column(key)), found)
    if not safe:
        return Vouched(cases=held, gone=gone)
    made_safe = query("SELECT * REPLACE ({safe}) FROM {held}", safe=safe, held=held)
    return Vouched(cases=made_safe, generalised=done, gone=gone)


def _judged(plan: ReadingPlan, name: str, counts: _Counts) -> tuple[Generalised, str]:
    """What is to be generalised in a column, and why it goes, if it does."""
    if name in plan.mapping.keep:
        return _without_numbers(counts), ""
    if name in {plan.mapping.outcome, plan.mapping.status}:
        return plan.generalised(name, pa.array(list(counts), pa.string())), ""
    if is_measure(name) and plan.profiles.columns[name].is_number:
        words = dict.fromkeys((v for v in counts if number_of(v) is None), "")
        return Generalised(texts=words), ""
    return _category(plan, name, counts)


def _without_numbers(counts: _Counts) -> Generalised:
    """What a person keeps for a reason: without what a pattern finds; names stay."""
    texts = {value: without_forms(value)[0] for value in counts}
    changed = {value: safe for value, safe in texts.items() if safe != value}
    forms = Counter[str](
        form for value in changed for form in set(without_forms(value)[1])
    )
    return Generalised(texts=changed, forms=forms)


def _category(plan: ReadingPlan, name: str, counts: _Counts) -> tuple[Generalised, str]:
    found = generalised(counts, written(plan.profiles.columns[name], plan.raw.columns))
    labels: Counter[str] = Counter()
    for each, n in counts.items():
        labels[found.texts.get(each, each)] += n
    if labels[Form.PERSON] > _MOSTLY * sum(counts.values()):
        return found, _PEOPLE
    # A pack may count by a rare kind: one that identifies nobody by its form stays.
    stays = set(counts) - set(found.texts) if is_counted(name) else set()
    rare = {label for label, n in labels.items() if n < ENOUGH_CASES} - stays
    if not labels.keys() - rare:
        return found, _TOO_RARE
    if len(labels) - len(rare) + bool(rare) < 2 and not stays:
        return found, _ONE
    return _with_others(counts, found, rare), ""


def _with_others(counts: _Counts, found: Generalised, rare: set[str]) -> Generalised:
    """What is generalised by form, and the rare values as one."""
    if not rare:
        return found
    said = plural(len(rare), "value")
    texts = {
        value: f"other ({said})"
        for value in counts
        if found.texts.get(value, value) in rare
    }
    forms: dict[str, int] = {**found.forms, RARE: len(texts)}
    return Generalised(texts={**found.texts, **texts}, forms=forms)


def _put(cell: Expression, found: Generalised) -> Expression:
    """The column with its texts replaced; by nothing where what stands there is empty."""
    by_label: dict[str, list[str]] = {}
    for was, safe in found.texts.items():
        by_label.setdefault(safe, []).append(was)
    branches = [
        (among(cell, texts), value(label) if label else nothing("VARCHAR"))
        for label, texts in by_label.items()
    ]
    return cases(branches, otherwise=cell)
