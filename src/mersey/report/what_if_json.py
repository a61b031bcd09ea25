"""A what-if as data: the object of `mersey.whatif/1`."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.charts.what_if_answers import answer_in_words
from mersey.forecast.whatif.teams import OWN_LINE, UNLIMITED
from mersey.vocabulary import ONE_PERSON, is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.forecast.whatif.changes import Changes
    from mersey.forecast.whatif.model import WhatIfModel
    from mersey.forecast.whatif.results import Comparison

SCHEMA: Final = "mersey.whatif/1"


def answer_json(answer: Comparison, model: WhatIfModel) -> dict[str, Any]:
    """One object; a number that is not known is None. docs/reference/json-whatif.md."""
    checked = answer.validation
    hours = (np.diff(model.crew.worked, axis=1) > 0).sum(axis=1).tolist()
    people = model.crew.people.tolist()
    return {
        "schema": SCHEMA,
        "answer": answer_in_words(answer),
        "weeks": answer.weeks,
        "pairs": answer.n_pairs,
        "events_simulated": answer.n_events,
        "seed": answer.seed,
        "changes": _changes(answer.changes),
        "figures": [_known(asdict(one)) for one in answer.differences],
        "validation": {
            "days_learnt": checked.days_learnt,
            "days_held_out": checked.days_held_out,
            "cases_held_out": checked.n_held_out,
            "checks": [
                {**_known(asdict(one)), "holds": one.holds} for one in checked.checks
            ],
        },
        "has_start_times": model.has_starts,
        "lines": list(model.lines),
        "teams": _teams(
            (name, size, open_for)
            for name, size, open_for in zip(model.teams, people, hours, strict=True)
            if name not in model.lines
        ),
    }


def _teams(teams: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """Each team with its people and hours; those that are a person as one, counted.

    Where each of a team's people has a line, the team is told with how many they are.
    """
    every = list(teams)
    told: list[dict[str, Any]] = [
        {
            "team": name,
            "people": None if size >= UNLIMITED else size,
            "hours_a_week": hours,
        }
        for name, size, hours in every
        if not is_pseudonym(name) and OWN_LINE not in name
    ]
    own = Counter(name.split(OWN_LINE)[0] for name, *_ in every if OWN_LINE in name)
    told += [
        {"team": name, "people": n, "hours_a_week": None}
        for name, n in own.items()
        if not is_pseudonym(name)
    ]
    if n := sum(is_pseudonym(name.split(OWN_LINE)[0]) for name, *_ in every):
        told.append({"team": ONE_PERSON, "people": n, "hours_a_week": None})
    return told


def _changes(changes: Changes) -> dict[str, Any]:
    told = asdict(changes)
    return {**told, "triage": changes.triage.value, "first": list(changes.first)}


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in told.items()
    }
