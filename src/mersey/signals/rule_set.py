"""Which rules judge a chart: data with a version, one TOML file per rule set.

Tools that bear the same name differ: NHS England's Excel templates do not screen moving
ranges and its R package does. So each chart says the id of the rules it was judged by.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, PositiveFloat, PositiveInt

from mersey.errors import RegistryError, UnknownName

DEFAULT_RULE_SET: Final = "mdc-r-0.2.2"

Rule = Literal["outside", "trend", "two_of_three", "shift"]


class RuleSet(BaseModel):
    """The rules of one author, one version.

    Attributes:
        sigmas_per_range: One sigma of an XmR chart, in mean moving ranges.
        screen_ranges_over: Moving ranges at least this many means long are left out
            when the mean range is taken again, once; None: none is left out.
        trend_points: Points in one direction that make a trend; None: no such rule.
        shift_points: Neighbours on one side of the centre that make a shift.
        two_of_three: Which points count: between two and three sigma with all three on
            one side; or beyond two sigma wherever the third stands; None: no such rule.
        order: The rules in use, the first met names the point.
        prefers_improvement: Where rules disagree about a point, the one that says
            improvement names it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    source: str
    sigmas_per_range: PositiveFloat
    screen_ranges_over: PositiveFloat | None = None
    trend_points: PositiveInt | None = None
    shift_points: PositiveInt | None = None
    two_of_three: Literal["near_and_one_side", "beyond_two_sigma"] | None = None
    order: tuple[Rule, ...]
    prefers_improvement: bool = False

    def trend_alone(self) -> RuleSet:
        """The same without the rules that need limits or a centre."""
        return self.model_copy(update={"order": ("trend",)})


@cache
def _all() -> dict[str, RuleSet]:
    folder = files("mersey.signals") / "rule_sets"
    names = sorted(
        entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
    read = [tomllib.loads((folder / name).read_text("utf-8")) for name in names]
    found = [RuleSet.model_validate(data) for data in read]
    if [f"{rules.id}.toml" for rules in found] != names:
        msg = "A rule set's id is not its file's name."
        raise RegistryError(msg)
    return {rules.id: rules for rules in found}


def rule_set_ids() -> tuple[str, ...]:
    """The ids of all rule sets, in order."""
    return tuple(_all())


def rule_set(name: str = DEFAULT_RULE_SET) -> RuleSet:
    """The rule set with that id.

    Raises:
        UnknownName: There is none.
    """
    found = _all().get(name)
    if found is None:
        raise UnknownName.of("rule set", name, rule_set_ids())
    return found
