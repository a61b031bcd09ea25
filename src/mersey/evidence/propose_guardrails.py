"""Guardrails proposed for a plan: those of the pack that this log can show, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.evidence.experiment import Guardrail
from mersey.evidence.measured import GapDays, Incidence, read_measure
from mersey.evidence.named import measure_names
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.evidence.log_shape import LogShape
    from mersey.evidence.measured import Definition
    from mersey.services import Service
    from mersey.services.service import PackGuardrail
    from mersey.vocabulary import Dimension

FEWEST: Final = 10
"""Fewer than this in a year say nothing, whatever they do."""

YEAR_DAYS: Final = 364


def proposed_guardrails(
    service: Service, shape: LogShape, *, dimension: Dimension
) -> tuple[tuple[Guardrail, ...], Mapping[str, str]]:
    """The guardrails, and why each is used, is not, or was left out.

    Args:
        service: The pack that proposes them.
        shape: The log.
        dimension: The outcome's: a guardrail is of another.
    """
    found: list[Guardrail] = []
    because: dict[str, str] = {}
    for said in service.guardrails:
        place = f"guardrails[{said.title}]"
        if said.dimension is dimension:
            because[place] = "Left out: it is of the outcome's own dimension."
            continue
        measure = read_measure(said.measure)
        missing = _missing(measure, shape)
        if missing:
            because[place] = f"Left out: this log has no {missing}."
            continue
        few = _too_few(measure, shape)
        found.append(_guardrail(said, measure, why_not=few))
        because[place] = (
            few or f"{said.note} The margin is the pack's: change it freely."
        )
    return tuple(found), because


def _missing(measure: Definition, shape: LogShape) -> str:
    """What the log has not of the names that the measure needs; empty: it has all."""
    for _, kind, name in measure_names("", measure):
        if shape.known.of(kind) is not None and not shape.known.has(kind, name):
            return f'{kind} "{name}"'
    if isinstance(measure, GapDays):
        there = shape.values.get(measure.attribute, ())
        absent = sorted(set(measure.group) - set(there))
        return f'group "{absent[0]}" in {measure.attribute}' if absent else ""
    return ""


def _too_few(measure: Definition, shape: LogShape) -> str:
    """Why it cannot be told by the last look; empty where it can."""
    if not isinstance(measure, Incidence) or measure.better != "lower":
        return ""
    counts = {words_of(name): n for name, n in shape.n_with.items()}
    years = max(1.0, (shape.last_day - shape.first_day).days / YEAR_DAYS)
    n_a_year = sum(counts.get(words_of(name), 0) for name in measure.of) / years
    if n_a_year >= FEWEST:
        return ""
    return (
        f"About {n_a_year:.0f} a year: too few to say, so it is listed and not used in"
        " the verdict."
    )


def _guardrail(said: PackGuardrail, measure: Definition, *, why_not: str) -> Guardrail:
    return Guardrail.model_validate(
        {
            "name": said.title,
            "dimension": said.dimension,
            "measure": measure.model_dump(),
            "margin": None if why_not else said.margin,
            "used": not why_not,
            "why": why_not or said.note,
        }
    )
