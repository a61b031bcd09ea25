"""Splits of the cases as plain data, unrounded: `splits` of `mersey.look/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.flow.splits.split_results import LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.clock_results import AsExperienced
    from mersey.flow.lead_time_results import Quantile
    from mersey.flow.splits import Split, SplitGroup


def splits_data(splits: Sequence[Split]) -> dict[str, Any]:
    """`splits`, one object a column; no key where nothing was split."""
    return {"splits": [_split(one) for one in splits]} if splits else {}


def _split(split: Split) -> dict[str, Any]:
    said: dict[str, Any] = {
        "column": split.column,
        "field": split.field or None,
        "time": "from_step" if split.step else "lead_time",
        "step": split.step or None,
        "clock": split.clock or None,
        "groups": [_group(one) for one in split.groups],
        "withheld": {
            "least": LEAST,
            "groups": split.n_small,
            "cases": split.n_small_cases,
        },
        "left_out": {"groups": split.n_more, "cases": split.n_more_cases},
        "without": split.n_without,
        "chance": split.chance,
        "differ": split.differs if split.chance is not None else None,
        "apart": split.apart or None,
        "others": _half(split.others) if split.others else None,
    }
    return said | ({"refused": split.why_not} if split.why_not else {})


def _group(one: SplitGroup) -> dict[str, Any]:
    said = {"name": one.name, "cases": one.n, "open": one.n_open, **_half(one.median)}
    return said | ({"in_time": _in_time(one.in_time)} if one.in_time else {})


def _half(half: Quantile) -> dict[str, Any]:
    said = {"p50": half.days, "lower": half.lower, "upper": half.upper}
    return said | ({"more_than": half.more_than} if half.days is None else {})


def _in_time(met: AsExperienced) -> dict[str, Any]:
    return {
        "share": met.share,
        "lower": met.lower,
        "upper": met.upper,
        "cases": met.n,
    }
