"""Who is in the made-up borough. No such council, team or person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.web.permissions import MemberRole

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNCIL: Final = "Thornmere Borough Council"

SLUG: Final = "thornmere"

TEAMS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "planning": ("Planning", ("planning",)),
    "housing": ("Housing repairs", ("housing_repairs",)),
    "families": ("Children and families", ("childrens_social_care", "ehcp")),
    "adults": ("Adult social care", ("adult_social_care", "continuing_healthcare")),
    "customers": (
        "Customers and records",
        ("council_tax_benefits", "foi", "street_reports", "it_incidents"),
    ),
}
"""Team → its name, and the samples of the services whose work it does."""

NEED_TO_KNOW: Final = frozenset(
    {"childrens_social_care", "adult_social_care", "continuing_healthcare"}
)
"""Samples of services that only their own teams see."""


@dataclass(frozen=True, kw_only=True)
class Player:
    """Somebody of the cast.

    Attributes:
        username: How they are told apart. name: As colleagues know them.
        does: What they are, for the page on which one of them is chosen.
        role: None for somebody who is of no organisation.
    """

    username: str
    name: str
    does: str
    role: MemberRole | None
    teams: tuple[str, ...] = ()


CAST: Final = (
    Player(
        username="amina",
        name="Amina R",
        does="Planning officer: works in her service",
        role=MemberRole.MEMBER,
        teams=("planning",),
    ),
    Player(
        username="sunita",
        name="Sunita P",
        does="Manager of planning and housing: confirms what others propose",
        role=MemberRole.APPROVER,
        teams=("planning", "housing"),
    ),
    Player(
        username="dana",
        name="Dana K",
        does="Improvement analyst: loads data and plans experiments",
        role=MemberRole.ANALYST,
        teams=("planning", "housing", "customers"),
    ),
    Player(
        username="imran",
        name="Imran S",
        does="Social worker: his services are need-to-know",
        role=MemberRole.MEMBER,
        teams=("families", "adults"),
    ),
    Player(
        username="tom",
        name="Tom B",
        does="Director: sees numbers, and no cases",
        role=MemberRole.VIEWER,
    ),
    Player(
        username="grace",
        name="Grace O",
        does="Looks after people and access, and sees no data",
        role=MemberRole.ADMINISTRATOR,
    ),
    Player(
        username="osric",
        name="Osric L",
        does="A colleague from elsewhere, without access",
        role=None,
    ),
)
"""Everybody who can be chosen, in the order in which they are shown."""
