"""What an experiment measures, as data: a kind, its parameters, and the hash of both.

Two councils whose measures have the same hash measured the same thing, and only their
results may be pooled. A step is named as the service pack names it (`officer-allocated`)
or as the log writes it; how far a case is followed is said by the look, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    field_validator,
    model_validator,
)

from mersey.evidence.canonical import fingerprint
from mersey.vocabulary import Better, Per, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

_Names = tuple[str, ...]
"""Names whose order says nothing: kept sorted, each once."""


class Definition(BaseModel):
    """What every kind of measure has.

    Attributes:
        better: Which way is an improvement.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    better: Better = Better.LOWER

    @property
    def unit(self) -> Unit:
        """What the value counts."""
        return Unit.DAYS

    @property
    def hash(self) -> str:
        """SHA-256 of the definition; see `measure_hash`."""
        return measure_hash(self)

    @field_validator("ends", "of", "among", check_fields=False)
    @classmethod
    def _sorted(cls, names: _Names) -> _Names:
        return tuple(sorted(set(names)))


class TimeToEnd(Definition):
    """Restricted mean days from opening to an end; open cases count.

    Attributes:
        ends: Steps or outcomes that count as the end; empty: any end.
    """

    kind: Literal["time_to_end"]
    ends: _Names = ()


class ShareBy(Definition):
    """Share of cases that ended within so many days, or in time by a clock.

    Attributes:
        within_days: Days from opening; exactly one of it and `clock`.
        clock: Id of a clock of the service pack.
        ends: As for `TimeToEnd`.
    """

    kind: Literal["share_by"]
    within_days: float | None = Field(default=None, gt=0)
    clock: str = ""
    ends: _Names = ()
    better: Better = Better.HIGHER

    @property
    def unit(self) -> Unit:
        """A share, 0 to 1."""
        return Unit.SHARE

    @model_validator(mode="after")
    def _has_one_limit(self) -> Self:
        if (self.within_days is None) == (not self.clock):
            msg = "say either within_days or clock, and not both"
            raise ValueError(msg)
        return self


class Incidence(Definition):
    """Cumulative incidence: share of all cases to which it happens by the horizon.

    It is for shares that mature late (refused, withdrawn, appealed, reopened), which
    are never "of finished".

    Attributes:
        of: The outcomes or steps that are counted.
        within_days: Days from opening; None: the horizon of the look.
        from_step: Count the days from this step; empty: from opening.
        among: Only of cases with one of these outcomes, such as appeals of those refused.
    """

    kind: Literal["incidence"]
    of: _Names = Field(min_length=1)
    within_days: float | None = Field(default=None, gt=0)
    from_step: str = ""
    among: _Names = ()

    @property
    def unit(self) -> Unit:
        """A share, 0 to 1."""
        return Unit.SHARE


class StepDays(Definition):
    """Restricted mean days from one step to another; cases still between them count.

    Attributes:
        from_step: Where it begins; empty: the opening.
        to_step: Where it ends; empty: any end.
    """

    kind: Literal["step_days"]
    from_step: str = ""
    to_step: str = ""

    @model_validator(mode="after")
    def _has_a_step(self) -> Self:
        if self.from_step == self.to_step:
            msg = "name from_step, to_step or both, and not the same step twice"
            raise ValueError(msg)
        return self


class GapDays(Definition):
    """How much longer one group waits than another: restricted mean days, their difference.

    Attributes:
        attribute: Heading of the column that holds the group, or the pack's field.
        group: Its values that are the group looked after.
        against: Values to compare with; empty: all the rest.
        ends: As for `TimeToEnd`.
    """

    kind: Literal["gap_days"]
    attribute: str
    group: _Names = Field(min_length=1)
    against: _Names = ()
    ends: _Names = ()

    @field_validator("group", "against")
    @classmethod
    def _groups(cls, names: _Names) -> _Names:
        return tuple(sorted(set(names)))


class Count(Definition):
    """A measure of flow per week or month (`mersey list measures`).

    Attributes:
        measure: Its name, such as `throughput`.
        better: It must be said: fewer arrivals may be good or bad.
    """

    kind: Literal["count"]
    measure: str
    per: Per = Per.WEEK
    better: Better

    @property
    def unit(self) -> Unit:
        """That of the measure of flow."""
        from mersey.flow import MEASURES  # noqa: PLC0415 - 0.1 s, and seldom needed

        found = MEASURES.get(self.measure)
        return found.unit if found else Unit.COUNT


Measured = Annotated[
    TimeToEnd | ShareBy | Incidence | StepDays | GapDays | Count,
    Field(discriminator="kind"),
]
"""One of the kinds, told apart by `kind`."""

_READER: Final[TypeAdapter[Definition]] = TypeAdapter(Measured)


def read_measure(said: Mapping[str, object]) -> Definition:
    """The measure that plain data describes, as a pack holds it.

    Raises:
        ValueError: It is none of the kinds, or its parameters do not fit.
    """
    found: Definition = _READER.validate_python(said)
    return found


def measure_hash(definition: Definition) -> str:
    """SHA-256 of the definition in canonical JSON, 64 hexadecimal digits.

    What is left out and what is written as its default are the same definition, and
    the order of names does not matter.
    """
    said: dict[str, Any] = definition.model_dump(mode="json", exclude_defaults=True)
    return fingerprint({"schema": "mersey.measured/1", **said})
