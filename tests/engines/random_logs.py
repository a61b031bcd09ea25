"""Random small logs that reach the awkward places: ties, midnight, summer time, silence."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

ACTIVITIES = ("received", "assessed", "checked", "decided", "closed")
TEAMS = (None, "desk", "legal", "works")
PEOPLE = (None, "ann", "bob")
FIRST = datetime.fromisoformat("2024-03-25T21:00")
"""The clocks go forward on 31 March 2024; an hour's grid makes ties and midnights."""

Row = tuple


@st.composite
def random_rows(
    draw: st.DrawFn,
    *,
    has_teams: bool = True,
    has_people: bool = False,
    has_starts: bool = False,
    max_cases: int = 12,
) -> list[Row]:
    """Rows (case, activity, time, team, person, start) of 1 to `max_cases` cases."""
    rows: list[Row] = []
    for case in range(draw(st.integers(1, max_cases))):
        hour = draw(st.integers(0, 24 * 20))
        for _ in range(draw(st.integers(1, 6))):
            hour += draw(st.sampled_from((0, 0, 1, 3, 12, 24, 24 * 7, 24 * 20)))
            time = FIRST + timedelta(hours=hour)
            long = draw(st.sampled_from((None, 0, 1, 12, 36))) if has_starts else None
            rows.append(
                (
                    f"c{case}",
                    draw(st.sampled_from(ACTIVITIES)),
                    time,
                    draw(st.sampled_from(TEAMS)) if has_teams else None,
                    draw(st.sampled_from(PEOPLE)) if has_people else None,
                    None if long is None else time - timedelta(hours=long),
                )
            )
    return draw(st.permutations(rows))
