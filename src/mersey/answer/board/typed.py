"""What people typed on a board: blockers, promises, limits. Each is typed once, in place.

A case is told by its key, which stays the same when the log is read again; whoever keeps
these keeps the keys. Nothing here is worked out of a log, and no log is needed to keep it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class BlockReason(StrEnum):
    """Why a case cannot go on: a short list, so that lost days can be added up."""

    PERSON = "person"  # the applicant, tenant, parent, resident
    TEAM = "team"  # another team or service of the council
    BODY = "body"  # another public body: health, police, a school, highways
    SUPPLIER = "supplier"  # a contractor, a provider
    DECISION = "decision"  # a decision, a panel, a committee
    LEGAL = "legal"  # an agreement, a court, legal advice
    SYSTEM = "system"  # a system that does not work, or no access to it
    NOBODY = "nobody"  # nobody is free to do it
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """Something that keeps a case from going on.

    Attributes:
        id: Of the record. case_key: Of the case.
        words: What is waited for, in a few words. next_step: What is done about it.
        who: Who unblocks it. by: By when; None where nobody said.
        since: The first day on which it was blocked.
        cleared: The day on which it was unblocked; None while it is not.
        for_team: The team or service that is waited for, as it is called; it sees the
            blocker on its own board. Empty for people outside.
    """

    id: str
    case_key: str
    reason: BlockReason
    words: str
    since: date
    next_step: str = ""
    who: str = ""
    by: date | None = None
    cleared: date | None = None
    for_team: str = ""


@dataclass(frozen=True, kw_only=True)
class AskedOfUs:
    """What another service's board says it waits for from this one.

    Attributes:
        service: Whose board it is on. case: How that service lets its case be called
            here; empty where it hides it.
        of: Who is asked, where that is one of several on this board; else empty.
    """

    service: str
    blocker: Blocker
    case: str = ""
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A small step that somebody promised on a Monday.

    Attributes:
        made: The day on which it was promised. by: By when; None where nobody said.
        done: The day on which it was done; None while it is not.
        note: A few words on how it went.
        experiment: Id of the experiment that came of it; empty without one.
    """

    id: str
    words: str
    who: str
    made: date
    by: date | None = None
    done: date | None = None
    note: str = ""
    experiment: str = ""


@dataclass(frozen=True, kw_only=True)
class TeamLimit:
    """The most that the team wants in a column of its board.

    Attributes:
        column: Title of the column. n: Cases; None where it wants no limit there.
        days: The days that a case should take there, if the limit was made of them.
    """

    column: str
    n: int | None
    days: float | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """All that people typed for one board; empty for a board that nobody used yet."""

    blockers: tuple[Blocker, ...] = ()
    promises: tuple[Promise, ...] = ()
    limits: tuple[TeamLimit, ...] = ()
    asked_of_us: tuple[AskedOfUs, ...] = ()
