"""How each activity is used: in how many cases, and how often nothing follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import ibis
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mersey.engine import Engine

__all__ = [
    "LEAST_QUIET_DAYS",
    "ActivityUse",
    "quiet_since",
    "read_activity_use",
    "read_after_end",
    "read_later",
    "usual_quiet_days",
]

USUAL_SHARE: Final = 0.99
"""A gap longer than 99 in 100 of the log's own is unusual."""

LEAST_QUIET_DAYS: Final = 30
"""No case is called silent within its first quiet month, however fast the log."""

MOST_USED: Final = 1000
"""A log with more activities has free text for steps, and rules by name mean little."""


@dataclass(frozen=True, kw_only=True)
class ActivityUse:
    """One activity.

    Attributes:
        n_cases: Cases in which it occurs.
        n_first: Of those, cases that begin with it and go on.
        n_last: Of those, cases whose latest event it is.
        n_settled: Of those, cases quiet for longer than is usual in this log.
        n_only: Cases in which nothing else happened.
    """

    activity: str
    n_cases: int
    n_first: int
    n_last: int
    n_settled: int
    n_only: int = 0

    @property
    def n_begun(self) -> int:
        """Cases whose first event it is, those included that did not go on."""
        return self.n_first + self.n_only

    @property
    def share_final(self) -> float:
        """Share of the cases that had long enough to go on in which nothing followed."""
        had_time = self.n_cases - self.n_last + self.n_settled
        return self.n_settled / had_time if had_time else 0.0


def usual_quiet_days(session: Engine, events: Any) -> int:
    """Days of quiet that only 1 gap in 100 of this log exceeds, and at least 30.

    Counted in whole days, rounded up.
    """
    gaps = events.filter(events.gap_s.notnull())
    days = (gaps.gap_s / 86400).floor().cast("int64")
    counted = gaps.group_by(days=days).aggregate(n=gaps.count()).order_by("days")
    found = session.to_pyarrow(counted)
    if not found.num_rows:
        return LEAST_QUIET_DAYS
    reached = np.cumsum(found["n"].to_numpy())
    place = int(np.searchsorted(reached, reached[-1] * USUAL_SHARE))
    return max(LEAST_QUIET_DAYS, int(found["days"][place].as_py()) + 1)


def read_activity_use(
    session: Engine, facts: Any, steps: Any, *, quiet_since: datetime
) -> tuple[ActivityUse, ...]:
    """The use of the MOST_USED most frequent activities, by name.

    Settled is a case without an event since `quiet_since`.
    """
    settled = facts.group_by("path_key").aggregate(
        n_settled=(facts.last_time < quiet_since).sum()
    )
    joined = steps.join(settled, "path_key")
    whole_path = ibis.window(group_by="path_key")
    joined = joined.mutate(n_steps=joined.seq.max().over(whole_path))
    per_path = joined.group_by("path_key", "activity").aggregate(
        n_cases=joined.n_cases.max(),
        n_settled=joined.n_settled.max(),
        is_first=((joined.seq == 1) & (joined.n_steps > 1)).any(),
        is_last=(joined.seq == joined.n_steps).any(),
        is_only=(joined.n_steps == 1).any(),
    )
    last = per_path.is_last
    used = per_path.group_by("activity").aggregate(
        n_cases=per_path.n_cases.sum(),
        n_first=per_path.is_first.ifelse(per_path.n_cases, 0).sum(),
        n_last=last.ifelse(per_path.n_cases, 0).sum(),
        n_settled=last.ifelse(per_path.n_settled, 0).sum(),
        n_only=per_path.is_only.ifelse(per_path.n_cases, 0).sum(),
    )
    frequent = used.order_by(used.n_cases.desc(), "activity").limit(MOST_USED)
    rows = session.to_pyarrow(frequent).to_pylist()
    return tuple(ActivityUse(**row) for row in sorted(rows, key=_by_name))


def read_after_end(
    session: Engine, steps: Any, ends: Sequence[str]
) -> dict[str, float]:
    """Activity → share of its events that come after an end in their case."""
    whole_path = ibis.window(group_by="path_key")
    is_end = steps.activity.isin(list(ends))
    marked = steps.mutate(
        first_end=is_end.ifelse(steps.seq, ibis.null("int32")).min().over(whole_path)
    )
    after = (marked.seq > marked.first_end).fill_null(False)  # noqa: FBT003  (ibis)
    shares = marked.group_by("activity").aggregate(
        share=after.ifelse(marked.n_cases, 0).sum() / marked.n_cases.sum()
    )
    rows = session.to_pyarrow(shares.order_by("activity")).to_pylist()
    return {row["activity"]: float(row["share"]) for row in rows}


def read_later(
    session: Engine, steps: Any, names: Sequence[str]
) -> dict[tuple[str, str], int]:
    """(name, activity) → cases in which the activity comes after `name`.

    For a log whose activities come once in a case; each of `names` is one of them.
    """
    firsts = steps.filter(steps.activity.isin(list(names))).select(
        "path_key", name="activity", at="seq"
    )
    joined = firsts.join(steps, "path_key")
    later = joined.filter(joined.seq > joined["at"])
    per_path = later.group_by("path_key", "name", "activity").aggregate(
        n_cases=later.n_cases.max()
    )
    counted = per_path.group_by("name", "activity").aggregate(n=per_path.n_cases.sum())
    rows = session.to_pyarrow(counted.order_by("name", "activity")).to_pylist()
    return {(row["name"], row["activity"]): int(row["n"]) for row in rows}


def _by_name(row: dict[str, Any]) -> str:
    return str(row["activity"])


def quiet_since(as_at: datetime, quiet_days: float) -> datetime:
    """The moment before which a case's last event makes it quiet for too long."""
    return as_at - timedelta(days=quiet_days)
