"""What the data ought to keep, by the rules of its service pack, and how often it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.findings.about_the_log.service import PACK_RULE_BROKEN
from mersey.services.service import RuleKind
from mersey.vocabulary import ATTRIBUTE_PREFIX, CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog.eventlog import EventLog
    from mersey.services import ServiceUse
    from mersey.services.service import QualityRule
    from mersey.vocabulary import Finding


def rule_findings(log: EventLog, use: ServiceUse) -> tuple[Finding, ...]:
    """A finding for each rule of the pack that some case of the log breaks.

    A rule about steps or a fact that the log does not have says nothing, and a case that
    is not closed need not have every step yet.
    """
    rules = {f"r{n}": rule for n, rule in enumerate(use.service.rules)}
    by_event = {
        event: [name for name, mapped in use.events.items() if mapped == event]
        for event in set(use.events.values())
    }
    broken = {
        key: found
        for key, rule in rules.items()
        if (found := _broken(log, use, rule, by_event)) is not None
    }
    if not broken:
        return ()
    table = _cases(log, rules, by_event)
    counted = table.aggregate(
        n=table.count(), **{key: found(table).sum() for key, found in broken.items()}
    )
    counts = counted.to_pyarrow().to_pylist()[0]
    return tuple(
        PACK_RULE_BROKEN.found(counts[key], of=counts["n"], rule=rules[key].text)
        for key in broken
        if counts[key]
    )


def _broken(
    log: EventLog, use: ServiceUse, rule: QualityRule, by_event: dict[str, list[str]]
) -> Any | None:
    """Cases → whether they break the rule; None where the log cannot tell."""
    if rule.kind is RuleKind.ALLOWED:
        column = use.fields.get(rule.field, "")
        if column not in log.attributes:
            return None
        allowed = [value.strip().lower() for value in rule.values]
        return lambda cases: _is_other(cases[ATTRIBUTE_PREFIX + column], allowed)
    if rule.first not in by_event:
        return None
    first = _column(rule.first)
    if rule.kind is RuleKind.PRESENT:
        return lambda cases: (
            cases[first].isnull() & (cases.state == CaseState.CLOSED.value)
        )
    if rule.second not in by_event:
        return None
    second = _column(rule.second)
    return lambda cases: (cases[second] < cases[first]).fill_null(False)  # noqa: FBT003


def _is_other(value: Any, allowed: Sequence[str]) -> Any:
    text = value.cast("string").strip().lower()
    return text.notnull() & (text != "") & ~text.isin(list(allowed))


def _cases(
    log: EventLog, rules: dict[str, QualityRule], by_event: dict[str, list[str]]
) -> Any:
    """The cases with the first date of each step that a rule names."""
    named = {event for rule in rules.values() for event in (rule.first, rule.second)}
    wanted = sorted(named & by_event.keys())
    if not wanted:
        return log.cases
    firsts = log.events.group_by("case_id").aggregate(
        **{
            _column(event): log.events.local_date.min(
                where=log.events.activity.isin(by_event[event])
            )
            for event in wanted
        }
    )
    return log.cases.left_join(firsts, "case_id")


def _column(event: str) -> str:
    return f"first_{event}"
