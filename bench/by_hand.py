"""The answers of `bench.ours answers`, written by hand for this one file: `by_hand.py WITH FILE`.

No format is told, no date style, no key, no finding, no pseudonym; rows are trusted, and
nothing is kept. It is what a good analyst writes in an afternoon, and the line to be
measured against. Runs where polars is: in PM4Py's environment.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PAIR: Final = ["activity", "next_activity"]

DUCKDB: Final = {
    "map": """SELECT activity, next_activity, count(*) AS n, avg(gap_s) AS mean_s,
        quantile_cont(gap_s, [0.5, 0.85]) FROM events WHERE gap_s IS NOT NULL GROUP BY ALL""",
    "lead_time": "SELECT days, is_open FROM cases ORDER BY days",
    "wip": """SELECT day, sum(sum(change)) OVER (ORDER BY day) FROM (
        SELECT CAST(opened AS DATE) AS day, 1 AS change FROM cases UNION ALL
        SELECT CAST(last AS DATE), -1 FROM cases WHERE NOT is_open) GROUP BY day""",
    "throughput": """SELECT date_trunc('week', last), count(*) FROM cases
        WHERE NOT is_open GROUP BY ALL""",
    "handovers": """SELECT team, next_team, count(*), median(gap_s) FROM events
        WHERE team <> next_team GROUP BY ALL""",
    "variants": """SELECT path, count(*) AS n FROM cases GROUP BY path
        ORDER BY n DESC, path LIMIT 20""",
}


def with_duckdb(path: str) -> int:
    """The answers by DuckDB alone; how many events there were."""
    import duckdb  # noqa: PLC0415  (each side imports only its own)

    connection = duckdb.connect()
    connection.execute(f"""CREATE TABLE events AS
        SELECT *, lead(activity) OVER w AS next_activity, lead(team) OVER w AS next_team,
               date_diff('second', completed_at, lead(completed_at) OVER w) AS gap_s
        FROM read_csv('{path}') WINDOW w AS (PARTITION BY case_ref ORDER BY completed_at)
    """)  # noqa: S608  (a path of our own)
    connection.execute("""CREATE TABLE cases AS
        SELECT case_ref, min(completed_at) AS opened, max(completed_at) AS last,
               string_agg(activity, '>' ORDER BY completed_at) AS path,
               date_diff('second', opened, last) / 86400 AS days,
               arg_max(activity, completed_at) NOT IN
                 ('Completed', 'Duplicate closed', 'Sent elsewhere', 'Withdrawn') AS is_open
        FROM events GROUP BY case_ref""")
    for query in DUCKDB.values():
        connection.execute(query).fetchall()
    return int(connection.execute("SELECT count(*) FROM events").fetchall()[0][0])


def with_polars(path: str) -> int:
    """The answers by polars alone; how many events there were."""
    import polars as pl  # noqa: PLC0415

    day, gap, col = pl.duration(days=1), pl.col("gap_s"), pl.col
    events = pl.read_csv(path, try_parse_dates=True).sort("case_ref", "completed_at")
    events = events.with_columns(
        next_activity=col("activity").shift(-1).over("case_ref"),
        next_team=col("team").shift(-1).over("case_ref"),
        gap_s=(col("completed_at").shift(-1) - col("completed_at"))
        .over("case_ref")
        .dt.total_seconds(),
    )
    cases = events.group_by("case_ref", maintain_order=True).agg(
        opened=col("completed_at").first(),
        last=col("completed_at").last(),
        path=col("activity").str.join(">"),
        ended=col("activity").last(),
    )
    ends = ("Completed", "Duplicate closed", "Sent elsewhere", "Withdrawn")
    cases = cases.with_columns(
        days=(col("last") - col("opened")) / day, is_open=~col("ended").is_in(ends)
    )
    told = events.filter(gap.is_not_null()).group_by(PAIR)
    told.agg(
        gap.len().alias("n"),
        gap.mean().alias("mean_s"),
        gap.median().alias("median_s"),
        gap.quantile(0.85).alias("p85_s"),
    )
    cases.select("days", "is_open").sort("days")
    closed = cases.filter(~col("is_open"))
    changes = pl.concat([
        cases.select(day=col("opened").dt.date(), change=pl.lit(1)),
        closed.select(day=col("last").dt.date(), change=pl.lit(-1)),
    ])  # fmt: skip
    changes.group_by("day").agg(col("change").sum()).sort("day").select(
        col("change").cum_sum()
    )
    closed.group_by(col("last").dt.truncate("1w")).len()
    events.filter(col("team") != col("next_team")).group_by("team", "next_team").agg(
        gap.len().alias("n"), gap.median().alias("median_s")
    )
    cases.group_by("path").len().sort("len", "path", descending=[True, False]).head(20)
    return len(events)


SIDES: Final[dict[str, Callable[[str], int]]] = {
    "duckdb": with_duckdb,
    "polars": with_polars,
}

if __name__ == "__main__":
    began = time.perf_counter()
    found: dict[str, Any] = {"n_events": SIDES[sys.argv[1]](sys.argv[2])}
    print(json.dumps({"seconds": [time.perf_counter() - began], **found}))
