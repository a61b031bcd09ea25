"""How far a job is that works something out for a page, for whoever may see the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404

from mersey.web.asked.kept_maps import MAPS
from mersey.web.asked.kept_splits import SPLITS
from mersey.web.asked.what_if_asking import WHAT_IF
from mersey.web.jobs.schedule import ANSWER
from mersey.web.models import Job
from mersey.web.page import as_json

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.routing import Visit

FOLLOWED: Final = (ANSWER, MAPS, SPLITS, WHAT_IF)
"""Kinds of jobs that pages wait for."""


def progress(_request: HttpRequest, visit: Visit, job: int) -> HttpResponse:
    """Where the job stands, and how far it is; nothing of what it finds.

    Raises:
        Http404: The service has no such job.
    """
    found = Job.objects.filter(pk=job, service=visit.of, kind__in=FOLLOWED).first()
    if found is None:
        raise Http404
    response = as_json(
        {
            "schema": "mersey.job/1",
            "state": found.state,
            "progress": {"stage": found.stage, "share": found.share_done},
        }
    )
    response["Cache-Control"] = "no-store"
    return response
