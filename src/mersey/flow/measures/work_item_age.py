"""How old is the work that is still open?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

MEASURE = Measure(
    name="work_item_age",
    title="Work item age, median",
    unit=Unit.DAYS,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="Kanban Guide (2020): time since an unfinished work item was started.",
    description=(
        "Age in whole days of the cases open at the end of the period: half of them are"
        " no older. The age counts from opening; in the last period, up to the as-at date."
        " A silent case counts until its last event."
    ),
    query=query_beside(__file__),
    absent=Absent.UNKNOWN,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T09:00"),
            ("b", "received", "2024-01-05T09:00"),
            ("b", "closed", "2024-01-09T09:00"),
            ("c", "received", "2024-01-12T09:00"),
        ),
        end=("closed",),
        as_at="2024-01-17",
        per=Per.WEEK,
        expected=(
            ("2024-01-01", 4, 2, True),
            ("2024-01-08", 7.5, 2, True),
            ("2024-01-15", 10.5, 2, False),
        ),
        note=(
            "On 7 January a is 6 days old and b 2; on the 14th a is 13 and c 2; on the"
            " 17th, the as-at date, 16 and 5."
        ),
    ),
)
