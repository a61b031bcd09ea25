"""The form of a what-if: what can be different here, and what was typed made into changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.answer.what_if import WEEKS, WhatIfRuns
from mersey.forecast.whatif.asked import ChangesSaid
from mersey.forecast.whatif.changes import NEEDS_STARTS, Triage
from mersey.vocabulary import is_pseudonym
from mersey.web.experiments.form_questions import Ask, Option, read, typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.web.kept_answers import KeptAnswer

MOST_NAMED: Final = 12
"""Stages and teams that the form has a box for: those with most of the time, or the first."""

MOST_PERCENT: Final = 400.0
MOST_CASES: Final = 100_000
MOST_PEOPLE: Final = 1_000
MOST_HOURS: Final = 12
MOST_WEEKS: Final = 104.0

PERCENT: Final = "%"

NOTHING_ASKED: Final = "Say at least one thing that would be different"

ORDERS: Final = (
    Option(value=Triage.FIFO.value, text="First come, first served"),
    Option(value=Triage.SHORTEST.value, text="The shortest first"),
    Option(value=Triage.OLDEST.value, text="The oldest case first"),
)


@dataclass(frozen=True, kw_only=True)
class FormPart:
    """Some questions under one heading; `hint` is said below it."""

    title: str
    asks: tuple[Ask, ...]
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class WhatIfForm:
    """What can be asked of one log.

    Attributes:
        parts: In their order. stages, teams: In the order of their boxes.
    """

    parts: tuple[FormPart, ...]
    stages: tuple[str, ...]
    teams: tuple[str, ...]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Every question."""
        return tuple(one for part in self.parts for one in part.asks)

    def typed(self, said: Mapping[str, str]) -> dict[str, str]:
        """What was typed, by name of its box; what stands there before, where nothing was."""
        if not said:
            return {
                name: text for ask in self.asks for name, text in ask.defaults().items()
            }
        return typed(self.asks, said)


def form_of(kept: KeptAnswer, teams: Sequence[str]) -> WhatIfForm:
    """The form for a log, by its answer and the teams that have its cases."""
    stages = tuple(one["stage"] for one in kept.look["flow"].get("stages", []))
    named = tuple(one for one in teams if not is_pseudonym(one))[:MOST_NAMED]
    has_starts = bool(kept.look["loading"]["mapping"]["columns"].get("start"))
    shown = stages[:MOST_NAMED]
    steps = tuple(one["activity"] for one in kept.look["flow"]["map"]["nodes"])
    parts = (
        _coming_in(),
        *((_stages(shown),) if shown else ()),
        _done(steps, has_starts=has_starts),
        *((_hands(named),) if has_starts and named else ()),
        FormPart(title="How far ahead, and from what", asks=(_weeks(), _since())),
    )
    return WhatIfForm(parts=parts, stages=shown, teams=named)


def changes_typed(
    form: WhatIfForm, raw: Mapping[str, str]
) -> tuple[ChangesSaid, WhatIfRuns, dict[str, str]]:
    """What was typed as changes and runs, and what is wrong, by name of its box."""
    found, wrong = read(form.asks, raw)
    wrong |= _out_of_range(found)
    if wrong:
        return ChangesSaid(), WhatIfRuns(), wrong
    said = _said(form, found)
    if said == ChangesSaid():
        wrong["arrivals"] = NOTHING_ASKED
    runs = WhatIfRuns(
        weeks=float(found["weeks"] or WEEKS), learn_from=found["learn_from"]
    )
    return said, runs, wrong


def _percent_ask(name: str, question: str, hint: str = "") -> Ask:
    return _count_ask(name, question, hint=hint, unit=PERCENT)


def _count_ask(name: str, question: str, *, hint: str = "", unit: str = "") -> Ask:
    return Ask(
        name=name,
        kind="number",
        question=question,
        hint=hint,
        unit=unit,
        is_needed=False,
    )


def _coming_in() -> FormPart:
    return FormPart(
        title="How much comes in",
        asks=(
            _percent_ask("arrivals", "Cases coming in", "10 for more, -10 for fewer"),
            _percent_ask("surge", "A surge at first", "Beside the number of weeks"),
            _count_ask("surge_weeks", "The surge lasts", unit="weeks"),
            _count_ask("backlog", "Cases more on the first day", unit="cases"),
        ),
    )


def _stages(stages: Sequence[str]) -> FormPart:
    return FormPart(
        title="How long each stage takes",
        hint="-20 is quicker by a fifth, 10 slower by a tenth.",
        asks=tuple(
            _percent_ask(f"stage-{place}", name) for place, name in enumerate(stages)
        ),
    )


def _done(steps: Sequence[str], *, has_starts: bool) -> FormPart:
    """What is asked of the way of working; of the order only where hands can be seen."""
    order = (
        Ask(
            name="triage",
            kind="choice",
            question="Who is served first",
            options=ORDERS,
            is_needed=False,
            default=Triage.FIFO.value,
        ),
        Ask(
            name="first",
            kind="list",
            question="A step that goes before all others",
            options=tuple(Option(value=one, text=one) for one in steps),
            is_needed=False,
        ),
    )
    return FormPart(
        title="How the work is done",
        hint="" if has_starts else NEEDS_STARTS,
        asks=(
            _percent_ask("rework", "Repeated steps spared", "50 spares half of them"),
            _count_ask("wip_limit", "Most cases in progress at once", unit="cases"),
            *(order if has_starts else ()),
        ),
    )


def _hands(teams: Sequence[str]) -> FormPart:
    people = [
        _count_ask(f"staff-{place}", f"{name}: people more or fewer")
        for place, name in enumerate(teams)
    ]
    hours = [
        _count_ask(f"hours-{place}", f"{name}: hours a day more or fewer")
        for place, name in enumerate(teams)
    ]
    both = (one for pair in zip(people, hours, strict=True) for one in pair)
    return FormPart(
        title="Hands", hint="1 for one more, -1 for one fewer.", asks=(*both,)
    )


def _weeks() -> Ask:
    return Ask(
        name="weeks",
        kind="number",
        question="Weeks to simulate",
        unit="weeks",
        is_needed=False,
        default=f"{WEEKS:g}",
        above_zero=True,
    )


def _since() -> Ask:
    return Ask(
        name="learn_from",
        kind="date",
        question="Learn from",
        hint="Where the service works differently since some day: leave out cases before.",
        is_needed=False,
    )


def _out_of_range(found: Mapping[str, Any]) -> dict[str, str]:
    wrong = {}
    for name, value in found.items():
        why = _why_wrong(name.partition("-")[0], value)
        if why:
            wrong[name] = why
    if bool(found.get("surge")) != bool(found.get("surge_weeks")):
        missing = "surge_weeks" if found.get("surge") else "surge"
        wrong.setdefault(missing, "A surge needs its size and its number of weeks")
    return wrong


def _why_wrong(name: str, value: Any) -> str:
    """What is wrong with a number; empty where nothing is."""
    low, high = _RANGES.get(name, (None, None))
    if low is None or high is None or value is None:
        return ""
    if name in _WHOLE and value != int(value):
        return "Enter a whole number"
    if not low <= value <= high:
        return f"Enter a number from {low:g} to {high:g}"
    return ""


_RANGES: Final = {
    **dict.fromkeys(("arrivals", "surge", "stage"), (-100.0, MOST_PERCENT)),
    "rework": (0.0, 100.0),
    "surge_weeks": (1.0, MOST_WEEKS),
    "backlog": (0.0, MOST_CASES),
    "wip_limit": (0.0, MOST_CASES),
    "staff": (-MOST_PEOPLE, MOST_PEOPLE),
    "hours": (-MOST_HOURS, MOST_HOURS),
    "weeks": (1.0, MOST_WEEKS),
}
"""Name of a box, up to its number → the least and the most that can be asked."""

_WHOLE: Final = frozenset({"backlog", "wip_limit", "staff", "hours"})


def _said(form: WhatIfForm, found: Mapping[str, Any]) -> ChangesSaid:
    surge = found.get("surge")
    return ChangesSaid(
        arrivals=_percent(found["arrivals"]),
        stage=_named(form.stages, "stage", found, _percent),
        staff=_named(form.teams, "staff", found, _by),
        hours=_named(form.teams, "hours", found, _by),
        rework=_percent(-(found["rework"] or 0)),
        triage=found.get("triage") or Triage.FIFO.value,
        first=(found["first"],) if found.get("first") else (),
        wip_limit=int(found["wip_limit"] or 0),
        surge=f"{_percent(surge)}:{found['surge_weeks']:g}" if surge else "",
        backlog=int(found["backlog"] or 0),
    )


def _named(
    names: Sequence[str], box: str, found: Mapping[str, Any], said: Any
) -> tuple[str, ...]:
    """NAME=change for each box that says something."""
    told = [(name, said(found.get(f"{box}-{at}"))) for at, name in enumerate(names)]
    return tuple(f"{name}={change}" for name, change in told if change)


def _percent(value: float | None) -> str:
    """As it is typed at a prompt: +10%; empty for none."""
    return f"{value:+.6f}".rstrip("0").rstrip(".") + PERCENT if value else ""


def _by(value: float | None) -> str:
    return f"{int(value):+d}" if value else ""
