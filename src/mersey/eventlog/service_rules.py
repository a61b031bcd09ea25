"""What the data ought to keep, by the rules of its service pack, and how often it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.findings.about_the_log.service import PACK_RULE_BROKEN
from mersey.services.service import RuleKind
from mersey.vocabulary import ATTRIBUTE_PREFIX

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.services import ServiceUse
    from mersey.services.service import QualityRule
    from mersey.vocabulary import Finding

ALLOWED: Final = query_beside(__file__, "rule_allowed")
PRESENT: Final = query_beside(__file__, "rule_present")
IN_ORDER: Final = query_beside(__file__, "rule_order")


def rule_findings(log: EventLog, use: ServiceUse) -> tuple[Finding, ...]:
    """A finding for each rule of the pack that some case of the log breaks.

    A rule about steps or a fact that the log does not have says nothing, and a case that
    is not closed need not have every step yet.
    """
    return tuple(
        PACK_RULE_BROKEN.found(n, of=log.facts.n_cases, rule=rule.text)
        for rule in use.service.rules
        if (n := _n_broken(log, use, rule))
    )


def _n_broken(log: EventLog, use: ServiceUse, rule: QualityRule) -> int:
    """Cases that break the rule; 0 where the log cannot tell."""
    if rule.kind is RuleKind.ALLOWED:
        return _n_other(log, use, rule)
    first = _steps(use, rule.first)
    if not first:
        return 0
    if rule.kind is RuleKind.PRESENT:
        answer = log.ask(PRESENT, first=first)
    else:
        second = _steps(use, rule.second)
        if not second:
            return 0
        answer = log.ask(IN_ORDER, first=first, second=second)
    return int(answer["n"][0].as_py())


def _n_other(log: EventLog, use: ServiceUse, rule: QualityRule) -> int:
    """Cases whose value is none of those allowed."""
    column = use.fields.get(rule.field, "")
    if column not in log.attributes:
        return 0
    answer = log.ask(
        ALLOWED,
        names={"column": ATTRIBUTE_PREFIX + column},
        allowed=[value.strip().lower() for value in rule.values],
    )
    return int(answer["n"][0].as_py())


def _steps(use: ServiceUse, event: str) -> list[str]:
    """The steps of the log that are this event of the pack."""
    return [name for name, mapped in use.events.items() if mapped == event]
