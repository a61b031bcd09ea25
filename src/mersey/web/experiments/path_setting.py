"""What the questions on the way to a plan depend on, and what a page of it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.evidence.propose_guardrails import proposed_guardrails
from mersey.report.evidence_plan_words import pack_titles
from mersey.vocabulary import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mersey.evidence.experiment import Guardrail
    from mersey.evidence.log_shape import LogShape
    from mersey.evidence.outcome import Outcome
    from mersey.services import Service
    from mersey.web.experiments.form_questions import Ask

UNIT_WORDS: Final[Mapping[Unit, str]] = {Unit.DAYS: "days", Unit.SHARE: "in 100"}


@dataclass(frozen=True, kw_only=True)
class PathSetting:
    """What the questions depend on.

    Attributes:
        outcomes: By id. outcome: The one that was chosen; None while none was.
        shape: Of the log. pack: The service's.
        is_share: The primary measure is a share.
    """

    outcomes: Mapping[str, Outcome]
    outcome: Outcome | None
    shape: LogShape
    pack: Service
    today: date
    is_share: bool = False

    @property
    def titles(self) -> dict[str, str]:
        """Id of a step or field → its name for people."""
        return pack_titles(self.pack)

    @property
    def unit(self) -> str:
        """Of the primary measure, after a number."""
        return UNIT_WORDS[Unit.SHARE if self.is_share else Unit.DAYS]

    @property
    def guardrails(self) -> tuple[Guardrail, ...]:
        """Those that the pack proposes and the log can show."""
        if self.outcome is None:
            return ()
        found, _ = proposed_guardrails(
            self.pack, self.shape, dimension=self.outcome.dimension
        )
        return found


@dataclass(frozen=True, kw_only=True)
class PathPage:
    """A page of the way.

    Attributes:
        title: Its heading, unless it asks one question alone. lead: Said below it.
    """

    name: str
    title: str
    asks: tuple[Ask, ...]
    lead: str = ""
