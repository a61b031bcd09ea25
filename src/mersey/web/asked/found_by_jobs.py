"""What is asked of a log besides its answer: found once by a job, beside the log, then read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from mersey.web.asked.kept_sections import kept
from mersey.web.jobs.answers import not_yet

if TYPE_CHECKING:
    from mersey.web.asked.kept_sections import KeptSections
    from mersey.web.models import CouncilService


def found_by_job(
    kind: str, service: CouncilService, version: str, **parameters: Any
) -> KeptSections:
    """What a job found about a version of a service's log.

    Args:
        kind: Of the job, and how the name of its file begins.
        service: The service.
        version: Of its log; empty for the one in use.
        parameters: What the job is given besides.

    Raises:
        AnswerNotYet: A job finds it now, or could not, and says why.
    """
    answers = settings.SITE_ANSWERS
    folder = answers.folder(service.slug, version)
    place = folder / f"{kind}-{answers.code}.json"
    found = kept(place)
    if found is None:
        told = {
            "workspace": str(settings.SITE.workspace),
            "service": service.slug,
            "version": folder.name,
            "place": str(place),
            **parameters,
        }
        raise not_yet(kind, told, service=service)
    return found
