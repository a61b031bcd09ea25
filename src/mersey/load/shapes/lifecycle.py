"""Rows of start and complete: the life cycle of each piece of work, as XES names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.shapes.interpretation import Evidence
from mersey.load.shapes.mapping import Shape
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_STARTS: Final = frozenset({
    "start", "started", "begin", "begun", "started work", "begonnen", "gestartet", "beginn",
    "gestart", "debut", "début", "commence", "commencé", "inicio", "iniciado", "inizio",
    "dechrau", "dechreuwyd",
})  # fmt: skip
_ENDS: Final = frozenset({
    "complete", "completed", "end", "ended", "stop", "finish", "finished", "beendet", "ende",
    "abgeschlossen", "einde", "beeindigd", "beëindigd", "voltooid", "fin", "termine",
    "terminé", "finalizado", "terminado", "fine", "completato", "gorffen", "gorffennwyd",
    "diwedd",
})  # fmt: skip
_TRANSITIONS: Final = _STARTS | _ENDS | frozenset({
    "schedule", "scheduled", "assign", "assigned", "reassign", "suspend", "suspended",
    "resume", "resumed", "ate abort", "pi abort", "withdraw", "autoskip", "manualskip", "in progress", "wait",
    "enabled",
})  # fmt: skip


def is_lifecycle(profile: ColumnProfile) -> bool:
    """Whether a column holds nothing but transitions, a start and an end among them."""
    values = {words_of(value) for value in profile.values}
    if not values or len(values) > len(_TRANSITIONS) or not values <= _TRANSITIONS:
        return False
    return bool(values & _STARTS) and bool(values & _ENDS)


def lifecycle_values(*, starts: bool) -> list[str]:
    """The transitions that begin a piece of work, or those that end it; lower case."""
    return sorted(_STARTS if starts else _ENDS)


def as_lifecycle(clues: Clues, found: Interpretation) -> Interpretation:
    """The same, with its column of transitions; unchanged where there is none."""
    column = found.column(Role.LIFECYCLE)
    if column is None or not is_lifecycle(clues.columns[column]):
        return found
    text = f'"{column}" says whether a row is the start or the end of a step.'
    return found.also(Evidence(text=text, weight=0.8), shape=Shape.LIFECYCLE)
