"""The driver diagram of an outcome, as a tree: aim → drivers → ideas → experiments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.evidence.near_names import none_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mersey.evidence.outcome import ChangeIdea, Driver, Outcome


@dataclass(frozen=True, kw_only=True)
class DriverNode:
    """A driver, what lies under it, and what could be tried.

    Attributes:
        driver: None for the outcome itself, the root.
        under: Drivers under it, in the order of the file.
        ideas: Change ideas that work on it; at the root, those that name no driver.
    """

    driver: Driver | None
    under: tuple[DriverNode, ...]
    ideas: tuple[ChangeIdea, ...]


def driver_tree(outcome: Outcome) -> DriverNode:
    """The outcome's diagram; see `driver_problems` for what would be left out of it."""
    return _node(outcome, None)


def _node(outcome: Outcome, driver: Driver | None) -> DriverNode:
    name = driver.id if driver else ""
    return DriverNode(
        driver=driver,
        under=tuple(
            _node(outcome, one) for one in outcome.drivers if one.under == name
        ),
        ideas=tuple(idea for idea in outcome.ideas if idea.driver == name),
    )


def driver_problems(
    outcome: Outcome, experiments: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Places of the outcome's file that name nothing, and what was expected there.

    Args:
        outcome: The outcome.
        experiments: Ids of the experiments and ideas that there are.
    """
    ids = [driver.id for driver in outcome.drivers]
    for n, driver in enumerate(outcome.drivers, start=1):
        if ids.count(driver.id) > 1:
            yield f"drivers[{n}].id", f'"{driver.id}" is there more than once'
        if driver.under and driver.under not in ids:
            yield f"drivers[{n}].under", none_of("driver", driver.under, ids)
        elif _is_under_itself(driver, outcome):
            yield f"drivers[{n}].under", "it lies under itself, by way of others"
    for n, idea in enumerate(outcome.ideas, start=1):
        if idea.driver and idea.driver not in ids:
            yield f"ideas[{n}].driver", none_of("driver", idea.driver, ids)
        if idea.experiment and idea.experiment not in experiments:
            text = none_of("experiment", idea.experiment, experiments)
            yield f"ideas[{n}].experiment", text


def _is_under_itself(driver: Driver, outcome: Outcome) -> bool:
    above = {one.id: one.under for one in outcome.drivers}
    seen, at = {driver.id}, driver.under
    while at:
        if at in seen:
            return at == driver.id
        seen.add(at)
        at = above.get(at, "")
    return False
