"""A whole interpretation of a table: what a row is, which column is what, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.errors import ChoiceNeeded
    from mersey.load.columns.case_view import CaseView
    from mersey.load.shapes.candidates import Candidate
    from mersey.load.shapes.mapping import Shape


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Something in the file that speaks for an interpretation, or against it.

    Attributes:
        text: One plain sentence, without a value of the file.
        weight: How much it says; below zero where it speaks against.
    """

    text: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Interpretation:
    """One way to read the whole table.

    Attributes:
        shape: What a row is.
        roles: Role → column that plays it. Without `Role.CASE` each row is a case.
        milestones: Row per case: the date columns that are its steps.
        evidence: What speaks for and against it.
        view: Some whole cases, where rows share their case; else None.
        changes: Row per change: values of the field column whose changes are steps.
        doubt: A question that is open within this interpretation; else None.
    """

    shape: Shape
    roles: Mapping[Role, Candidate]
    milestones: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    view: CaseView | None = None
    changes: tuple[str, ...] = ()
    doubt: ChoiceNeeded | None = None

    @property
    def score(self) -> float:
        """The sum of its evidence."""
        return sum(one.weight for one in self.evidence)

    @property
    def case(self) -> str | None:
        """The column that names the case."""
        return self.column(Role.CASE)

    def column(self, role: Role) -> str | None:
        """The column that plays a role; None where none does."""
        candidate = self.roles.get(role)
        return candidate.column if candidate else None

    def taken(self) -> set[str]:
        """Every column that plays a role or is a milestone."""
        return {c.column for c in self.roles.values()} | set(self.milestones)

    def also(self, *evidence: Evidence, **changes: Any) -> Self:
        """The same with more evidence, and what else is changed."""
        return replace(self, evidence=(*self.evidence, *evidence), **changes)
