"""The answer about a service, which a job has worked out: no request ever does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from mersey.errors import UnknownName
from mersey.web.jobs.schedule import ask_for_answer
from mersey.web.kept_answers import AnswerNotYet
from mersey.web.models import AcceptedVersion

if TYPE_CHECKING:
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.models import CouncilService


def answer_about(service: CouncilService, version: str = "") -> KeptAnswer:
    """The answer about the version in use, or about one that was accepted once.

    Raises:
        UnknownName: No log of the service was loaded, or no such version accepted.
        AnswerNotYet: It is not there: now a job works it out.
    """
    answers = settings.SITE_ANSWERS
    if version and not _is_seen(service, version):
        raise UnknownName.of("version", version, ())
    found: KeptAnswer | None = answers.kept(service.slug, version)
    if found is None:
        ask_for_answer(service, version)
        raise AnswerNotYet
    return found


def _is_seen(service: CouncilService, version: str) -> bool:
    accepted = AcceptedVersion.objects.filter(service=service, version=version)
    in_use = settings.SITE_ANSWERS.version(service.slug).rpartition("-")[0]
    return bool(version == in_use or accepted.exists())
