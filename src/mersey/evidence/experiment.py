"""An experiment as data: one change, its prediction, and how it will be judged.

It is what `experiments/<id>.toml` says, written before the change starts. A file that
has no measure yet is an `Idea`; with all its parts it is an `Experiment`, which can be
frozen. Effects and margins are positive numbers in the measure's own unit: "10 to 14
days sooner" is low 10, high 14, and the measure says which way is better.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mersey.evidence.choices import Family, Model, SeasonChoice
from mersey.evidence.measured import Measured
from mersey.evidence.outcome import ID
from mersey.vocabulary import Dimension, Per

Span = tuple[str, str]
"""From one step to another, both as the pack or the log names them."""

A_DAY: Final = timedelta(days=1)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class LookKind(StrEnum):
    """Which of the planned looks it is."""

    FIRST = "first"
    BETWEEN = "between"
    LAST = "last"


class Prediction(_Data):
    """How much better it should get, as a range; both positive where better."""

    low: float
    high: float

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.low > self.high:
            msg = f"low ({self.low:g}) is above high ({self.high:g})"
            raise ValueError(msg)
        return self


class DesignChoice(_Data):
    """The study design and its settings.

    Attributes:
        name: `mersey list designs`.
        per: The period of series. comparison: Names of series or units to compare with.
        unit: Column that holds the team or council, where units are compared.
        ratio: Share of cases that the lot gives to the change (randomised).
        why: Why no stronger design was possible.
    """

    name: str
    season: SeasonChoice = SeasonChoice.NONE
    model: Model = Model.LEVEL
    family: Family = Family.GAUSSIAN
    per: Per = Per.WEEK
    comparison: tuple[str, ...] = ()
    unit: str = ""
    ratio: float | None = Field(default=None, gt=0, lt=1)
    why: str = ""


class Baseline(_Data):
    """The cases before: opened from the first to the last day, both counted.

    Attributes:
        from_day, to_day: `from` and `to` in the file.
        picked_on: When the problem was picked; the baseline must end before it, else
            the bad patch that made people act is part of it. None: not said.
    """

    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")
    picked_on: date | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.from_day >= self.to_day:
            msg = f"from ({self.from_day}) is not before to ({self.to_day})"
            raise ValueError(msg)
        return self

    @property
    def n_days(self) -> int:
        """Days of the baseline, both ends counted."""
        return (self.to_day - self.from_day).days + 1


class Fidelity(_Data):
    """How we see in the log that we did what we said.

    Attributes:
        within_days: From `from_step` to `to_step`. aim: Share of cases, 0 to 1.
    """

    from_step: str
    to_step: str
    within_days: float = Field(ge=0)
    aim: float = Field(gt=0, le=1)


class Steps(_Data):
    """The step that must move if the change is the cause, and those that must not."""

    must_move: Span
    must_not_move: tuple[Span, ...] = Field(min_length=1)


class Guardrail(_Data):
    """What must not get worse while the outcome gets better.

    Attributes:
        dimension: One that is not the outcome's.
        margin: The worst worsening that is allowed, positive, in the measure's unit;
            needed where the guardrail is used.
        used: False where there are too few to say: listed, and not used in the verdict.
        why: Why this margin, or why it is not used.
    """

    name: str
    dimension: Dimension
    measure: Measured
    margin: float | None = Field(default=None, gt=0)
    used: bool = True
    why: str = ""


class Look(_Data):
    """A planned look at the comparison.

    Attributes:
        on: The day; cases are known up to the end of the day before.
        horizon_days: How far cases are followed at this look, frozen with the plan.
    """

    on: date
    horizon_days: float = Field(gt=0)
    kind: LookKind = LookKind.BETWEEN


class StopRule(_Data):
    """When to stop at once, whatever the comparison would say.

    Attributes:
        measure: What is watched, open to all at any time. limit: Stop beyond it.
    """

    text: str
    measure: Measured
    limit: float


class Secondary(_Data):
    """A further measure; its p-values are held to Holm's rule."""

    name: str
    measure: Measured


class Idea(_Data):
    """A change that may be worth trying: the words, and no numbers yet.

    Attributes:
        schema_: "mersey.experiment/1" (`schema` in the file).
        id: Also the file's name. outcome: Id of the outcome.
        service: Id of the service pack. owner: Who answers for it: a role or a team.
        noted_on: When it was first written down.
    """

    schema_: Literal["mersey.experiment/1"] = Field(alias="schema")
    id: str = Field(pattern=ID)
    title: str
    outcome: str
    service: str
    question: str
    change: str
    why: str
    team: str = ""
    owner: str = ""
    noted_on: date | None = None


class Experiment(Idea):
    """A whole plan: nothing is left to be chosen once numbers are seen.

    Attributes:
        worth_having: The smallest effect worth having, positive.
        start: The first day on which cases open under the change.
        transition_days: From `start`, left out of the comparison.
        fidelity, steps: None only with a reason.
        review_by: When it will have been decided.
    """

    prediction: Prediction
    worth_having: float = Field(gt=0)
    measure: Measured
    design: DesignChoice
    baseline: Baseline
    start: date
    transition_days: int = Field(default=0, ge=0)
    looks: tuple[Look, ...]
    fidelity: Fidelity | None = None
    no_fidelity_because: str = ""
    steps: Steps | None = None
    no_steps_because: str = ""
    guardrails: tuple[Guardrail, ...] = ()
    secondary: tuple[Secondary, ...] = ()
    stop_rule: StopRule | None = None
    review_by: date | None = None
    equality_note: str = ""
    data_protection_note: str = ""

    @property
    def since(self) -> date:
        """The first day whose cases are compared: the start, its transition left out."""
        return self.start + self.transition_days * A_DAY

    @property
    def first_look(self) -> date | None:
        """The day of the earliest planned look; None where none is planned."""
        return min((look.on for look in self.looks), default=None)

    @property
    def last_look(self) -> date | None:
        """The day of the latest planned look; None where none is planned."""
        return max((look.on for look in self.looks), default=None)

    @property
    def measure_hash(self) -> str:
        """SHA-256 of the primary measure's definition."""
        return self.measure.hash
