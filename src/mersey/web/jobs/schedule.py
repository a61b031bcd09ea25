"""What is asked of the workers without a person asking: answers, and what a start needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings

from mersey.eventlog import Workspace
from mersey.web.jobs import care_mail, queue, watching

if TYPE_CHECKING:
    from mersey.web.models import CouncilService, Job

ANSWER: Final = "answer"
"""The kind of job that works out the answer of a version."""

BOROUGH: Final = "borough"
"""The kind of job that writes the files of the made-up borough."""


MONDAY_MAIL: Final = "monday-mail"
"""The kind of job that mails the Monday boards that are due."""

MONDAY_EVERY_S: Final = 10 * 60


def at_start(*, is_demo: bool) -> None:
    """Ask for what is not there yet: the borough, answers, a look into the folders."""
    from mersey.web.models import CouncilService  # noqa: PLC0415  (a circle, else)

    if is_demo:
        queue.add_once(BOROUGH, {"workspace": str(settings.SITE.workspace)})
    loaded = Workspace(settings.SITE.workspace).services()
    for service in CouncilService.objects.filter(slug__in=loaded):
        if not settings.SITE_ANSWERS.is_made(service.slug):
            ask_for_answer(service)
    queue.add_once(MONDAY_MAIL, {}, every_s=MONDAY_EVERY_S)
    queue.add_once(care_mail.TELL, {}, every_s=care_mail.EVERY_S)
    queue.add_once(watching.WATCH, {}, every_s=watching.EVERY_S)


def ask_for_answer(service: CouncilService, version: str = "") -> Job:
    """The job that works out the answer of a version; of the one in use, if none is said.

    Raises:
        UnknownName: No log of the service was loaded.
    """
    return queue.add_once(ANSWER, answer_asked(service, version), service=service)


def answer_asked(service: CouncilService, version: str = "") -> dict[str, str]:
    """What that job is given.

    Raises:
        UnknownName: No log of the service was loaded.
    """
    workspace = settings.SITE.workspace
    return {
        "workspace": str(workspace),
        "service": service.slug,
        "title": service.name,
        "version": version or Workspace(workspace).version(service.slug),
    }
