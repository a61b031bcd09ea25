"""Every kind of job that a worker of the site knows."""

from __future__ import annotations

from typing import Final

from mersey.web.asked import kept_maps, kept_splits, what_if_asking
from mersey.web.demo import borough_jobs
from mersey.web.jobs import arriving, care_mail, monday_job, schedule, watching
from mersey.web.jobs.job_kind import JobKind

KINDS: Final = {
    arriving.READ: JobKind(
        apart="mersey.web.jobs.log_work:read_file", settle=borough_jobs.was_read
    ),
    schedule.ANSWER: JobKind(apart="mersey.web.jobs.log_work:work_out"),
    schedule.BOROUGH: JobKind(
        apart="mersey.web.demo.borough_files:write", settle=borough_jobs.bring_borough
    ),
    kept_splits.SPLITS: JobKind(apart="mersey.web.asked.split_work:split"),
    what_if_asking.WHAT_IF: JobKind(
        apart="mersey.web.asked.what_if_work:work_out_what_if",
        seconds=what_if_asking.SECONDS,
    ),
    schedule.MONDAY_MAIL: JobKind(here=monday_job.send),
    care_mail.TELL: JobKind(here=care_mail.tell),
    kept_maps.MAPS: JobKind(apart="mersey.web.asked.map_work:draw_maps"),
    watching.WATCH: JobKind(here=watching.look),
}
"""Kind → what is done."""
