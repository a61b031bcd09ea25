"""Columns profiled again once the times of day stand with their dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mersey.load.columns.profile import Profiles, profile_columns
from mersey.load.dates.clocks_apart import clocks_of, join_clocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.columns.read_options import ReadOptions
    from mersey.load.files.raw import RawTable


def profile_joined(
    raw: RawTable, *, stated: Mapping[str, str] | None = None
) -> tuple[RawTable, Profiles]:
    """The file with its times of day put to its dates, and the profiles of its columns.

    Args:
        raw: The file.
        stated: Column of dates → column of times, where a map says it; else they are
            found.
    """
    profiles = profile_columns(raw)
    if stated is None:
        columns = profiles.columns
        clocks = clocks_of(
            {name: profile.values for name, profile in columns.items()},
            {n: profile.style for n, profile in columns.items() if profile.style},
        )
    else:
        clocks = {d: c for d, c in stated.items() if {d, c} <= set(raw.columns)}
    if not clocks:
        return raw, profiles
    joined = join_clocks(raw, clocks).raw
    found = profile_columns(joined)
    return joined, replace(found, columns=_marked(found, clocks))


def name_joined(options: ReadOptions, raw: RawTable, profiles: Profiles) -> ReadOptions:
    """The options with the column of dates where they name its column of times."""
    dates = {
        profile.style.clock.strip().lower(): name
        for name, profile in profiles.columns.items()
        if profile.style and profile.style.clock
    }
    known = {column.strip().lower() for column in raw.columns}
    renamed: dict[str, Any] = {
        role.value: dates[name.strip().lower()]
        for role, name in options.columns().items()
        if name.strip().lower() in dates and name.strip().lower() not in known
    }
    return replace(options, **renamed) if renamed else options


def _marked(profiles: Profiles, clocks: Mapping[str, str]) -> dict[str, ColumnProfile]:
    """The profiles, with the column of times named in the style of its dates."""
    return {
        name: replace(profile, style=replace(profile.style, clock=clocks[name]))
        if name in clocks and profile.style
        else profile
        for name, profile in profiles.columns.items()
    }
