"""The answer about a service, which a job has worked out: no request ever does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings

from mersey.errors import UnknownName
from mersey.fields import said_plainly
from mersey.web.jobs.schedule import ANSWER, ask_for_answer
from mersey.web.kept_answers import AnswerNotYet
from mersey.web.models import AcceptedVersion, Job, JobState

if TYPE_CHECKING:
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.models import CouncilService

TRIED_AGAIN_AFTER: Final = timedelta(minutes=10)
"""So that a log whose answer cannot be worked out keeps no worker busy."""


def answer_about(service: CouncilService, version: str = "") -> KeptAnswer:
    """The answer about the version in use, or about one that was accepted once.

    Raises:
        UnknownName: No log of the service was loaded, or no such version accepted.
        AnswerNotYet: It is not there: a job works it out now, or could not, and says why.
    """
    answers = settings.SITE_ANSWERS
    if version and not _is_seen(service, version):
        raise UnknownName.of("version", version, ())
    found: KeptAnswer | None = answers.kept(service.slug, version)
    if found is None:
        raise AnswerNotYet(_why_not(service) or _asked_for(service, version))
    return found


def _why_not(service: CouncilService) -> str:
    """Why the last job could not work it out; nothing where it is to be tried again."""
    last = Job.objects.filter(service=service, kind=ANSWER).order_by("-pk").first()
    if last is None or last.state != JobState.FAILED:
        return ""
    is_recent = datetime.now(UTC) - last.ended_at < TRIED_AGAIN_AFTER
    return said_plainly(f"{last.error} {last.next_step}".rstrip()) if is_recent else ""


def _asked_for(service: CouncilService, version: str) -> str:
    ask_for_answer(service, version)
    return ""


def _is_seen(service: CouncilService, version: str) -> bool:
    accepted = AcceptedVersion.objects.filter(service=service, version=version)
    in_use = settings.SITE_ANSWERS.version(service.slug).rpartition("-")[0]
    return bool(version == in_use or accepted.exists())
