"""About the log beside its service pack."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind, Worse
from mersey.vocabulary import Severity

_HOW = "Write a map with ⟦write_map⟧ and say under [events] what they are."

FIELDS_TO_CONFIRM: Final = FindingKind(
    id="fields_to_confirm",
    meaning="Columns that may be facts which the service pack knows: no clock reads them"
    " until a person confirms it in a map, under [fields].",
    message="{n:column may be a fact|columns may be facts} that the pack"
    ' "{pack}" knows; no clock reads {n:=it|them} until you say so: {fields}.',
    hint="Write a map with ⟦write_map⟧ and say under [fields]: {lines}.",
)
PACK_RULE_BROKEN: Final = FindingKind(
    id="pack_rule_broken",
    meaning="Cases that break a rule which the service pack sets for its data, such as an"
    " order of dates.",
    message="{n:case breaks|cases break} a rule of the service pack: {rule}",
    severity=Severity.WARNING,
)
SERVICE_UNCLEAR: Final = FindingKind(
    id="service_unclear",
    meaning="Two service packs fit the file nearly alike, and none is used.",
    message="{n:,} service packs fit this file nearly alike, so none is used and no clock is"
    " counted.",
    hint="Say which it is: {packs}.",
    severity=Severity.WARNING,
)
STEPS_OUTSIDE_PACK: Final = FindingKind(
    id="steps_outside_pack",
    meaning="Steps that the service pack does not know: they count in the flow, and in no"
    " clock.",
    message="{n:,} of {n_steps:step|steps} {n:=is|are} none of those that the pack"
    ' "{pack}" knows: {n:=it counts|they count} in the flow, and in no clock.',
    hint=_HOW,
    worse=Worse(beyond=0.5, severity=Severity.WARNING),
)
STEPS_NEARLY_IN_PACK: Final = STEPS_OUTSIDE_PACK.worded(
    STEPS_OUTSIDE_PACK.message,
    hint="{n_near:is|are} like a known step. " + _HOW,
)
