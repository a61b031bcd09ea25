from __future__ import annotations

import numpy as np

from mersey.load.files.rejected_lines import lines_of
from tests.unit.load.made_logs import loaded, rejected


def test_lines_of_steps_over_lines_that_could_not_be_read():
    rows, unread = np.array([1, 2, 3, 4]), np.array([6, 3, 4])
    assert lines_of(rows, unread, first=2).tolist() == [2, 5, 7, 8]


def test_lines_of_follows_the_headings_when_every_line_was_read():
    assert lines_of(np.array([1, 5]), np.array([], dtype=int), first=4).tolist() == [
        4,
        8,
    ]


def test_a_rejected_row_below_a_broken_line_is_told_where_it_stands():
    csv = (
        "case id,activity,time\n1,a,2023-01-01\n1,b,2023-01-02,one,two,many\n"
        "1,b,soon\n1,c,2023-01-04\n2,a,2023-01-01\n2,b,2023-01-05\n"
    )
    with loaded(csv) as log:
        assert [row["line"] for row in rejected(log)] == [3, 4]
        assert (log.counts.read, log.counts.loaded) == (6, 4)
