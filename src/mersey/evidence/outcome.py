"""An outcome worth having, as data: the aim, what drives it, and ideas to try.

It is what `outcomes/<id>.toml` says. A driver diagram is the same as data: an aim, the
drivers under it, and the change ideas under those. Source: Langley et al. (2009), The
Improvement Guide; dimensions: Smart et al. (2020), Sooner Safer Happier.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mersey.evidence.measured import Measured
from mersey.vocabulary import Dimension

ID = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
"""Ids are names of files too: small letters, digits, and - or _ between them."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Driver(_Data):
    """Something that the outcome depends on.

    Attributes:
        under: Id of the driver above it; empty: the outcome itself.
        measure: How it would be seen in the log; None where it is not measured.
    """

    id: str = Field(pattern=ID)
    title: str
    under: str = ""
    measure: Measured | None = None


class ChangeIdea(_Data):
    """Something that could be tried.

    Attributes:
        driver: Id of the driver that it works on.
        experiment: Id of the experiment that tries it; empty while it is an idea.
    """

    id: str = Field(pattern=ID)
    title: str
    driver: str = ""
    experiment: str = ""


class Outcome(_Data):
    """What is worth having, for whom and by when.

    Attributes:
        schema_: "mersey.outcome/1" (`schema` in the file).
        title: In the words of whom it serves: "a decision in 8 weeks, 9 times in 10".
        service: Id of the service pack.
        dimension: Of better, value, sooner, safer, happier.
        measure: What is measured; it says which way is better.
        baseline: The measure's value when the outcome was chosen; None: not known.
        aim: The value hoped for; None where none is set.
        worth_having: The smallest effect worth having, positive, in the measure's unit.
        by: When it should be reached.
    """

    schema_: Literal["mersey.outcome/1"] = Field(alias="schema")
    id: str = Field(pattern=ID)
    title: str
    service: str
    dimension: Dimension
    for_whom: str
    measure: Measured
    worth_having: float = Field(gt=0)
    baseline: float | None = None
    aim: float | None = None
    by: date | None = None
    why: str = ""
    owner: str = ""
    drivers: tuple[Driver, ...] = ()
    ideas: tuple[ChangeIdea, ...] = ()
