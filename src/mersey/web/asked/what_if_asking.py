"""Asking what a change would do: the question is written down, and a job answers it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction

from mersey.answer.what_if import PAIRS
from mersey.charts.what_if_answers import changes_in_words
from mersey.web import audit_trail
from mersey.web.asked.kept_sections import kept as kept_at
from mersey.web.jobs import queue
from mersey.web.models import JobState, WhatIfQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mersey.answer.what_if import WhatIfRuns
    from mersey.forecast.whatif.asked import ChangesSaid
    from mersey.web.asked.kept_sections import KeptSections
    from mersey.web.models import Account, CouncilService

WHAT_IF: Final = "what-if"
"""The kind of job that simulates a service with a change and without."""

FOLDER: Final = "what-if"
"""Where answers are kept in the workspace, a folder for each service."""

SECONDS: Final = 1800
"""How long a simulation may take."""


def ask(
    service: CouncilService,
    said: ChangesSaid,
    *,
    runs: WhatIfRuns,
    typed: Mapping[str, str],
    by: Account,
) -> WhatIfQuestion:
    """The question that was written down; one that was asked before is given again.

    Args:
        service: Whose log is asked: the version in use.
        said: What is to be different.
        runs: How far ahead, and from which day on the log is learnt.
        typed: The form as it was sent.
        by: Who asks.
    """
    answers = settings.SITE_ANSWERS
    version = answers.folder(service.slug).name
    told = asdict(said)
    with transaction.atomic():
        before = _asked_before(service, version, told, runs)
        if before is not None:
            return before
        made: WhatIfQuestion = WhatIfQuestion.objects.create(
            service=service,
            version=version,
            code=answers.code,
            said=told,
            typed=dict(typed),
            words=changes_in_words(said.changes()),
            weeks=runs.weeks,
            learn_from=runs.learn_from,
            asked_by=by,
            asked_at=datetime.now(UTC),
        )
        made.job = queue.add(WHAT_IF, _for_job(made), service=service, by=by)
        made.save(update_fields=["job"])
        _tell("asked what a change would do", made, by)
    return made


def stop(question: WhatIfQuestion, *, by: Account) -> bool:
    """Whether there was something to stop."""
    with transaction.atomic():
        if question.job is None or not queue.cancel(question.job):
            return False
        _tell("stopped what was asked", question, by)
    return True


def kept_of(question: WhatIfQuestion) -> KeptSections | None:
    """The answer; None while there is none."""
    return kept_at(place_of(question))


def place_of(question: WhatIfQuestion) -> Path:
    """The file of the answer, there or not; called by what was asked, and of what."""
    workspace: Path = settings.SITE.workspace
    asked = {
        "version": question.version,
        "code": question.code,
        "said": question.said,
        "weeks": question.weeks,
        "learn_from": str(question.learn_from or ""),
    }
    text = json.dumps(asked, sort_keys=True, ensure_ascii=True)
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    return workspace / FOLDER / str(question.service.slug) / f"{name}.json"


def _asked_before(
    service: CouncilService, version: str, said: Mapping[str, Any], runs: WhatIfRuns
) -> WhatIfQuestion | None:
    """The same question to the same log, unless it came to nothing."""
    same = WhatIfQuestion.objects.filter(
        service=service,
        version=version,
        weeks=runs.weeks,
        learn_from=runs.learn_from,
        code=settings.SITE_ANSWERS.code,
    ).select_related("job", "service")
    for one in same:
        is_the_same = one.said == _as_kept(said)
        came_to_nothing = one.job is not None and one.job.state in (
            JobState.CANCELLED,
            JobState.FAILED,
        )
        if is_the_same and not came_to_nothing:
            found: WhatIfQuestion = one
            return found
    return None


def _as_kept(said: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON gives it back: a tuple is a list."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in said.items()
    }


def _for_job(question: WhatIfQuestion) -> dict[str, Any]:
    return {
        "workspace": str(settings.SITE.workspace),
        "service": question.service.slug,
        "title": question.service.name,
        "version": question.version,
        "said": _as_kept(question.said),
        "weeks": question.weeks,
        "pairs": PAIRS,
        "learn_from": question.learn_from.isoformat() if question.learn_from else "",
        "place": str(place_of(question)),
    }


def _tell(action: str, question: WhatIfQuestion, by: Account) -> None:
    audit_trail.add(
        action,
        by=by,
        place=f"services/{question.service.slug}",
        details={"question": question.pk, "version": question.version},
    )
