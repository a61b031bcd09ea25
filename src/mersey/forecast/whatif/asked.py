"""Changes as a person writes them: +10%, NAME=+1, NAME=-20%, +50%:4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError
from mersey.fields import mention
from mersey.forecast.whatif.changes import Changes, Surge, Triage

if TYPE_CHECKING:
    from collections.abc import Sequence

PERCENT: Final = re.compile(r"([+\-−])(\d+(?:\.\d+)?)%")
COUNT: Final = re.compile(r"([+\-−])(\d+)")
A_HUNDRED: Final = 100


@dataclass(frozen=True, kw_only=True)
class ChangesSaid:
    """What is to be different as a person writes it; what is left empty stays as it is.

    Attributes:
        arrivals: ±N%. rework: -N%. surge: ±N%:WEEKS.
        staff, hours: TEAM=±N. stage: STAGE=±N%. first: Steps that go before all others.
        triage: Name of a `Triage`; by priority where `first` names a step.
        wip_limit, backlog: Cases; 0 for none.
    """

    arrivals: str = ""
    staff: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    rework: str = ""
    triage: str = Triage.FIFO.value
    first: tuple[str, ...] = ()
    wip_limit: int = 0
    surge: str = ""
    backlog: int = 0

    def changes(self) -> Changes:
        """The same as the simulation takes it; stages still under their own names.

        Raises:
            UsageError: Something is written in another way.
            UnknownName: There is no such order of triage.
        """
        triage = Triage.PRIORITY.value if self.first else self.triage
        return Changes(
            arrivals=factor_of(self.arrivals, mention("arrivals"))
            if self.arrivals
            else 1,
            staff=named_counts(self.staff, mention("staff")),
            hours=named_counts(self.hours, mention("hours")),
            stages=named_factors(self.stage, mention("stage")),
            rework=share_less(self.rework, mention("rework")) if self.rework else 0,
            triage=Triage.of(triage),
            first=self.first,
            wip_limit=self.wip_limit,
            surge=surge_of(self.surge, mention("surge")) if self.surge else None,
            backlog=self.backlog,
        )


def factor_of(said: str, option: str) -> float:
    """1.1 for +10%, 0.8 for −20%.

    Raises:
        UsageError: It is written in another way, or takes off more than all.
    """
    match = PERCENT.fullmatch(said.strip())
    if not match:
        msg = f"{option} takes a change in percent."
        raise UsageError(msg, next_step=f"Write it as {option} +10% or {option} -20%.")
    size = float(match[2]) / A_HUNDRED
    factor = 1 + size if match[1] == "+" else 1 - size
    if factor < 0:
        msg = f"{option} would take off more than there is."
        raise UsageError(msg, next_step="Take off at most 100%.")
    return factor


def share_less(said: str, option: str) -> float:
    """0.5 for −50%: what is taken off, and nothing can be added."""
    less = 1 - factor_of(said, option)
    if less < 0:
        msg = f"{option} can only be less: nobody knows where more would fall."
        raise UsageError(msg, next_step=f"Write it as {option} -50%.")
    return less


def named_factors(said: Sequence[str], option: str) -> dict[str, float]:
    """{NAME: factor} of NAME=+10%."""
    pairs = [_pair(one, option, "-20%") for one in said]
    return {name: factor_of(change, option) for name, change in pairs}


def named_counts(said: Sequence[str], option: str) -> dict[str, int]:
    """{NAME: by how many} of NAME=+1."""
    found = {}
    for name, change in (_pair(one, option, "+1") for one in said):
        match = COUNT.fullmatch(change)
        if not match:
            msg = f"{option} takes a name and a whole number, more or fewer."
            raise UsageError(msg, next_step=f'Write it as {option} "NAME=+1".')
        found[name] = int(match[2]) * (1 if match[1] == "+" else -1)
    return found


def surge_of(said: str, option: str) -> Surge:
    """A surge of +50%:4, half as many cases again for four weeks."""
    change, _, weeks = said.partition(":")
    try:
        length = float(weeks)
    except ValueError:
        length = 0.0
    if length <= 0:
        msg = f"{option} takes a change and for how many weeks."
        raise UsageError(msg, next_step=f"Write it as {option} +50%:4.")
    return Surge(factor=factor_of(change, option), weeks=length)


def _pair(said: str, option: str, example: str) -> tuple[str, str]:
    name, equals, change = said.rpartition("=")
    if not equals or not name.strip():
        msg = f"{option} takes a name and a change."
        raise UsageError(msg, next_step=f'Write it as {option} "NAME={example}".')
    return name.strip(), change.strip()
