"""The answer about a service, which a job has worked out: no request ever does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from mersey.errors import UnknownName
from mersey.eventlog import Workspace
from mersey.fields import said_plainly
from mersey.web.jobs import queue
from mersey.web.jobs.schedule import ANSWER, answer_asked
from mersey.web.kept_answers import AnswerNotYet
from mersey.web.models import AcceptedVersion, Job, JobState

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        raise not_yet(ANSWER, answer_asked(service, version), service=service)
    return found


def not_yet(
    kind: str, told: Mapping[str, Any], *, service: CouncilService
) -> AnswerNotYet:
    """What a page raises while a job works out what it needs: the job, or why it cannot.

    Args:
        kind: Of the job, which is asked for where it is not under way.
        told: What it is given.
        service: Whose work it is.
    """
    last = Job.objects.filter(service=service, kind=kind).order_by("-pk").first()
    why = failed_lately(last) if last and last.parameters == dict(told) else ""
    if why:
        return AnswerNotYet(why)
    return AnswerNotYet(job=queue.add_once(kind, told, service=service))


def failed_lately(job: Job) -> str:
    """Why a job came to nothing; empty where it did not, or may be tried again."""
    if job.state != JobState.FAILED:
        return ""
    is_recent = datetime.now(UTC) - job.ended_at < TRIED_AGAIN_AFTER
    return said_plainly(f"{job.error} {job.next_step}".rstrip()) if is_recent else ""


def _is_seen(service: CouncilService, version: str) -> bool:
    """Whether it is in use, or was and is still there: see `retention`."""
    in_use = settings.SITE_ANSWERS.version(service.slug).rpartition("-")[0]
    if version == in_use:
        return True
    accepted = AcceptedVersion.objects.filter(service=service, version=version)
    is_there = Workspace(settings.SITE.workspace).has_version(service.slug, version)
    return bool(is_there and accepted.exists())
