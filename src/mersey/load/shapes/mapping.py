"""Which column of a file plays which role, and why."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.dates.style import DateStyle
    from mersey.vocabulary import Role


class Shape(StrEnum):
    """How a file tells its events."""

    LONG = "long"  # a row per event
    SPAN = "span"  # a row per activity, with its start and its end
    INTERVAL = "interval"  # a row per status, with when it was entered and left
    CHANGE = "change"  # a row per change, from one value to another
    LIFECYCLE = "lifecycle"  # rows of start and complete of each activity
    SNAPSHOT = "snapshot"  # the whole list again and again, each with its date
    WIDE = "wide"  # a row per case, a date column per milestone
    CURRENT = "current"  # a row per case, with its status now and no date of its end

    @property
    def is_row_per_case(self) -> bool:
        """Whether each row is a case."""
        return self in (Shape.WIDE, Shape.CURRENT)

    @property
    def in_words(self) -> str:
        """What one row of such a file is, to go after "each row is"."""
        return _IN_WORDS[self]


_IN_WORDS: Final = {
    Shape.LONG: "one step of a case",
    Shape.SPAN: "one piece of work on a case, with its start and its end",
    Shape.INTERVAL: "one status of a case, with when it began",
    Shape.CHANGE: "one change of a case, from one value to another",
    Shape.LIFECYCLE: "the start or the end of one piece of work on a case",
    Shape.SNAPSHOT: "a case as it stood on one day",
    Shape.WIDE: "one case, with a date for each milestone",
    Shape.CURRENT: "one case, with its status now",
}


ONE_EACH: Final = (
    "case", "activity", "time", "start", "opened", "closed", "deadline", "person", "team", "cost",
    "lifecycle", "outcome", "status", "field",
)  # fmt: skip
"""Roles that one column plays at most."""

SEVERAL: Final = ("milestones", "attributes", "due")
"""Roles that several columns may play."""


@dataclass(frozen=True, kw_only=True)
class MappingReason:
    """Why a column was given its role.

    Attributes:
        text: One plain sentence.
        confidence: 0 to 1; 1 where a person or the format said so.
    """

    text: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class ColumnMapping:
    """Roles of a file's columns: everything needed to read it the same way again.

    Attributes:
        shape: What one row of the file is.
        case: Column that names the case; None where each row is a case of its own.
        activity: Column that names the step; None in a wide file.
        time: Column that says when the step was done; None in a wide file.
        start: Column that says when work on the step began.
        milestones: Wide file: its date columns, in the order of the file.
        opened: Long file: column that states when the case opened.
        closed: Long file: column that states when the case closed, empty while open.
        closes_alone: True where a person named `closed`: no other date ends a case.
        deadline: Column that states each case's own limit; one of `due`.
        due: Columns of dates that ought to be, or were agreed.
        person: Column that names who did it; replaced by a pseudonym.
        team: Column that names the team.
        cost: Column of money spent on the step.
        lifecycle: Column of XES life-cycle transitions.
        outcome: Column that says how the case ended.
        status: Column that says where each case stands now, one value a case.
        field: Row per change: column that says what changed; None where every row is a
            change of the same kind.
        changes: Values of `field` whose changes are the steps.
        newest_first: True where the rows of a case stand in the reverse of their order.
        attributes: Columns kept as facts about the case.
        dropped: Column → why it was left out.
        dates: Column → how its dates are written.
        nulls: Column → the texts that mean "nothing here".
        time_zone: Zone of times that carry no offset of their own.
        reasons: Role or column → why.
        keep: Column that is kept as it is → the reason a person gave.
        generalised: Column → form → how many of its values were replaced by that form.
        service: Pack that the file belongs to, where a person said so.
        events: Step of the file → event of the pack, as a person said; an empty event
            says that the step is none of the pack's.
        fields: Column of the file → field of the pack, as a person said; an empty field
            says that the column is none of the pack's.
        limits: Ids of clocks to count that do not count by themselves.
        keep_ids: True where identifiers were kept, for use inside the council only.
    """

    shape: Shape
    case: str | None
    activity: str | None = None
    time: str | None = None
    start: str | None = None
    milestones: tuple[str, ...] = ()
    opened: str | None = None
    closed: str | None = None
    closes_alone: bool = False
    deadline: str | None = None
    due: tuple[str, ...] = ()
    person: str | None = None
    team: str | None = None
    cost: str | None = None
    lifecycle: str | None = None
    outcome: str | None = None
    status: str | None = None
    field: str | None = None
    changes: tuple[str, ...] = ()
    newest_first: bool = False
    attributes: tuple[str, ...] = ()
    dropped: Mapping[str, str] = dataclasses.field(default_factory=dict)
    dates: Mapping[str, DateStyle] = dataclasses.field(default_factory=dict)
    nulls: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    time_zone: str = "Europe/London"
    reasons: Mapping[Role, MappingReason] = dataclasses.field(default_factory=dict)
    keep: Mapping[str, str] = dataclasses.field(default_factory=dict)
    generalised: Mapping[str, Mapping[str, int]] = dataclasses.field(
        default_factory=dict
    )
    keep_ids: bool = False
    service: str | None = None
    events: Mapping[str, str] = dataclasses.field(default_factory=dict)
    fields: Mapping[str, str] = dataclasses.field(default_factory=dict)
    limits: tuple[str, ...] = ()

    def by_role(self) -> dict[str, tuple[str, ...]]:
        """Role → the columns that play it, in the order of the roles; none where empty."""
        one = {role: getattr(self, role) for role in ONE_EACH}
        return {
            **{role: () if name is None else (name,) for role, name in one.items()},
            **{role: getattr(self, role) for role in SEVERAL},
        }

    def headings(self) -> tuple[str, ...]:
        """Every heading that has a role or was left out, each once."""
        played = (name for names in self.by_role().values() for name in names)
        return tuple(dict.fromkeys((*played, *self.dropped)))
