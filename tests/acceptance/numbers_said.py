"""Answers whose counts are dyed, and the numbers that a sentence says.

Small numbers agree by chance. So each count of an answer is given a number that no other
has, and every number that is then said must be one of them: a count that was worked out
on the way to the page, or counted twice in two ways, comes out undyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from mersey.answer import Answer
from mersey.charts.recent import recent
from mersey.wording import duration, in_100, month_name, parted, percent, rate

__all__ = ["dyed", "known_measures", "said_numbers"]

NUMBER = re.compile(
    r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?: in 100| ?%| (?:minutes?|hours?|days?|weeks?|months?|years?)\b)?"
)
A_DATE = re.compile(
    rf"(?:\d{{1,2}} )?(?:{'|'.join(map(month_name, range(1, 13)))}) \d{{4}}"
)

FIRST_DYE = 20_011
STEP = 97

FEW = 12
"""Longer lists are left as they are: no sentence names what is in them."""


def said_numbers(sentence: str, *, titles: Iterable[str] = ()) -> set[str]:
    """The numbers of a sentence with their units; dates and titles aside."""
    for title in titles:
        sentence = sentence.replace(title, "")
    return {n.replace(",", "") for n in NUMBER.findall(A_DATE.sub("", sentence))}


def dyed(found: Answer) -> tuple[Answer, dict[str, str]]:
    """The answer with each count dyed, and the number as said → the name of the count."""
    dyes: dict[str, str] = {}
    facts = _dyed(found.log.facts, dyes, "facts")
    coloured = replace(
        found,
        log=replace(found.log, facts=facts),
        flow=_dyed(found.flow, dyes, "flow"),
        forecast=_dyed(found.forecast, dyes, "forecast"),
    )
    return coloured, dyes


def known_measures(found: Answer) -> frozenset[str]:
    """How each duration, share and rate of an answer may be written."""
    change = found.by_opening.change if found.by_opening else None
    parts = (found.flow, found.forecast, found.log.end_rule, change)
    shown = {text for part in parts for value in _floats(part) for text in _as(value)}
    for split in found.splits:
        mine, others = split.apart_group, split.others
        if mine and others and mine.median.days and others.days:
            apart = abs(round(mine.median.days) - round(others.days))
            shown |= {duration(mine.median.days), duration(apart)}
    for series in found.flow.series.values():
        lately = recent(series.rows)
        if lately:
            shown |= {rate(lately.mean), str(lately.n)}
    return frozenset(text.replace(",", "") for text in shown)


def _dyed(thing: Any, dyes: dict[str, str], name: str) -> Any:
    if isinstance(thing, bool | Enum):
        return thing
    if isinstance(thing, int) and thing:
        dye = FIRST_DYE + STEP * len(dyes)
        dyes[f"{dye}"] = name
        return dye
    if isinstance(thing, Mapping):
        return {key: _dyed(one, dyes, f"{name}.{key}") for key, one in thing.items()}
    if isinstance(thing, tuple) and len(thing) <= FEW:
        return tuple(_dyed(one, dyes, f"{name}.{n}") for n, one in enumerate(thing))
    if not is_dataclass(thing):
        return thing
    return replace(
        thing,
        **{
            one.name: _dyed(getattr(thing, one.name), dyes, f"{name}.{one.name}")
            for one in fields(thing)
            if one.name != "service"
        },
    )


def _floats(thing: Any) -> Iterator[float]:
    if isinstance(thing, float):
        yield thing
    elif isinstance(thing, Mapping):
        yield from (n for value in thing.values() for n in _floats(value))
    elif isinstance(thing, tuple):
        yield from (n for value in thing[:FEW] for n in _floats(value))
    elif is_dataclass(thing):
        yield from (
            n for one in fields(thing) for n in _floats(getattr(thing, one.name))
        )


def _as(value: float) -> set[str]:
    shown = set()
    if 0 <= value < 1e6:
        shown |= {duration(value), parted(value)[0]}
    if 0 <= value <= 1:
        shown |= {in_100(value), in_100(1 - value), percent(value), percent(1 - value)}
    return shown
