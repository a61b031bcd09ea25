"""What would a change do? A form, and for each question a page that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from mersey.web.asked.what_if_asking import ask, kept_of, stop
from mersey.web.asked.what_if_form import changes_typed, form_of
from mersey.web.boards.kept_facts import kept_facts
from mersey.web.kept_answers import AnswerNotYet
from mersey.web.models import JobState, WhatIfQuestion
from mersey.web.numbers_sent import number_sent
from mersey.web.page import Page, as_table
from mersey.web.pages.set_of_service import (
    answer_for,
    forms_of,
    numbers_at,
    page_setting,
)
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.charts.chart import Table
    from mersey.web.asked.kept_sections import KeptSections
    from mersey.web.asked.what_if_form import WhatIfForm
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.routing import Visit

HERE: Final = "service-what-if"
ONE: Final = "what-if"

MOST_LISTED: Final = 50
WAS_WRONG: Final = 422

AT_THE_PROMPT: Final = "mersey look FILE shows"
ON_PAGES: Final = "The overview of this service shows"

COLUMNS: Final = ("question", "words", "weeks", "asked_at", "log_version", "state")

UNDER_WAY: Final = (JobState.WAITING, JobState.RUNNING)

SAID_OF_STATE: Final = {
    JobState.WAITING: "waits for its turn",
    JobState.RUNNING: "is being simulated",
    JobState.DONE: "answered",
    JobState.FAILED: "cannot be answered",
    JobState.CANCELLED: "stopped",
}


def what_if(request: HttpRequest, visit: Visit) -> Page:
    """A form, and what was asked before; `?from=` fills in an earlier question.

    Raises:
        Http404: No log of the service was loaded.
        AnswerNotYet: A job works it out.
    """
    kept = answer_for(visit)
    asked = list(
        WhatIfQuestion.objects.filter(service=visit.of).select_related(
            "job", "asked_by", "service"
        )[:MOST_LISTED]
    )
    rows = [_row(one) for one in asked]
    return Page(
        template="service/what_if.html.j2",
        context=lambda: (
            _set(visit, kept)
            | {"listed": [_listed(one) for one in asked]}
            | _empty_form(request, visit, kept)
        ),
        data=lambda: {"schema": "mersey.what-if-questions/1", "questions": rows},
        table=lambda: as_table(
            COLUMNS, [[one[name] for name in COLUMNS] for one in rows]
        ),
    )


def ask_one(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A question was asked; or what is wrong with it, with all that was typed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    kept = answer_for(visit)
    form = _form(visit, kept)
    raw = form.typed(request.POST.dict())
    said, runs, wrong = changes_typed(form, raw)
    if wrong:
        told = _set(visit, kept) | {
            **_filled(form, raw, wrong),
            "listed": [],
            "may_ask": True,
        }
        response: HttpResponse = render(
            request, "service/what_if.html.j2", told, status=WAS_WRONG
        )
        return response
    made = ask(visit.of, said, runs=runs, typed=raw, by=_person(visit))
    return redirect(_address(made))


def question(request: HttpRequest, visit: Visit, question: int) -> Page:
    """One question: how far its answer is, or what it says.

    Raises:
        Http404: The service has no such question.
        AnswerNotYet: As JSON or CSV: there is no answer yet, or why there is none.
    """
    del request
    asked = _found(visit, question)
    found = kept_of(asked)

    def needed() -> KeptSections:
        if found is None:
            raise _not_yet(asked)
        return found

    return Page(
        template="service/what_if_answer.html.j2",
        context=lambda: _shown(visit, asked, found),
        data=lambda: needed().data["answer"],
        table=lambda: _numbers(needed()),
        version=f"what-if:{asked.pk}:{asked.service.name}" if found else "",
    )


def stop_one(request: HttpRequest, visit: Visit, question: int) -> HttpResponse:
    """Simulating is stopped."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = _found(visit, question)
    if not stop(asked, by=_person(visit)):
        messages.info(request, "There was nothing left to stop.")
    return redirect(_address(asked))


def _found(visit: Visit, question: int) -> WhatIfQuestion:
    found = (
        WhatIfQuestion.objects.filter(service=visit.of, pk=question)
        .select_related("job", "asked_by", "service")
        .first()
    )
    if found is None:
        raise Http404
    asked: WhatIfQuestion = found
    return asked


def _person(visit: Visit) -> Any:
    return visit.who.person


def _address(asked: WhatIfQuestion) -> str:
    parts = {"service": asked.service.slug, "question": asked.pk}
    return str(reverse(ONE, kwargs=parts))


def _set(visit: Visit, kept: KeptAnswer) -> dict[str, Any]:
    return page_setting(visit, kept, [], here=HERE)


def _form(visit: Visit, kept: KeptAnswer) -> WhatIfForm:
    answers = settings.SITE_ANSWERS
    facts = kept_facts(answers.folder(visit.of.slug), answers.code)
    return form_of(kept, facts.teams if facts else ())


def _empty_form(request: HttpRequest, visit: Visit, kept: KeptAnswer) -> dict[str, Any]:
    """The form as it stands before anybody typed, or as it was sent for a question."""
    earlier = number_sent(request.GET.get("from", ""))
    asked = WhatIfQuestion.objects.filter(service=visit.of, pk=earlier).first()
    typed: dict[str, str] = asked.typed if asked else {}
    form = _form(visit, kept)
    return {
        **_filled(form, form.typed(typed), {}),
        "may_ask": visit.who.may(Action.ASK_WHAT_IF, visit.of),
    }


def _filled(
    form: WhatIfForm, raw: dict[str, str], wrong: dict[str, str]
) -> dict[str, Any]:
    return {"form": form, "raw": raw, "wrong": wrong}


def _state(asked: WhatIfQuestion) -> JobState:
    if kept_of(asked) is not None:
        return JobState.DONE
    return JobState(asked.job.state) if asked.job else JobState.CANCELLED


def _row(asked: WhatIfQuestion) -> dict[str, Any]:
    return {
        "question": asked.pk,
        "words": asked.words,
        "weeks": asked.weeks,
        "asked_at": asked.asked_at.isoformat(),
        "log_version": asked.version,
        "state": _state(asked).value,
    }


def _listed(asked: WhatIfQuestion) -> dict[str, Any]:
    found = kept_of(asked)
    return {
        "asked": asked,
        "address": _address(asked),
        "state": SAID_OF_STATE[_state(asked)],
        "lead": found.data["lead"] if found else "",
    }


def _not_yet(asked: WhatIfQuestion) -> AnswerNotYet:
    if asked.job is not None and asked.job.state in UNDER_WAY:
        return AnswerNotYet(job=asked.job)
    said = asked.job.error if asked.job else ""
    return AnswerNotYet(said or "It was stopped before there was an answer.")


def _why_not(asked: WhatIfQuestion) -> tuple[str, str]:
    """Why there is no answer and what to do, in the words of pages."""
    if asked.job is None:
        return "", ""
    return asked.job.error, asked.job.next_step.replace(AT_THE_PROMPT, ON_PAGES)


def _shown(
    visit: Visit, asked: WhatIfQuestion, found: KeptSections | None
) -> dict[str, Any]:
    forms = forms_of(visit, ONE, question=asked.pk)
    kept = answer_for(visit)
    is_old = asked.version != kept.look["log"]["log_version"]
    return {
        **_set(visit, kept),
        **forms,
        "asked": asked,
        "state": _state(asked).value,
        "state_said": SAID_OF_STATE[_state(asked)],
        "found": found,
        "why_not": _why_not(asked),
        "is_old": is_old,
        "may_ask": visit.who.may(Action.ASK_WHAT_IF, visit.of),
        "may_plan": visit.who.may(Action.PLAN_EXPERIMENT, visit.of),
        "sections": numbers_at(found.sections, forms["csv"]) if found else [],
    }


def _numbers(found: KeptSections) -> Table:
    """The figures of the answer: one a row."""
    figures = found.data["answer"]["figures"]
    columns = tuple(figures[0]) if figures else ("figure",)
    return as_table(columns, [[one[name] for name in columns] for one in figures])
