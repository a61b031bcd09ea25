"""A page for each thing that is done with an experiment: read, sent, and on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render

from mersey.errors import MerseyError
from mersey.report.evidence_plan_words import pack_titles, plan_rows
from mersey.web.accounts.typed_kept import typed_before
from mersey.web.experiments.acts import ACTS, Act, ahead_on
from mersey.web.experiments.form_questions import read, typed
from mersey.web.experiments.next_steps import next_steps
from mersey.web.experiments.place import find
from mersey.web.tabs import tabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from mersey.web.experiments.place import Found
    from mersey.web.routing import Visit


def act_page(name: str) -> Callable[..., HttpResponse]:
    """The view of the act of that name."""
    act = ACTS[name]

    def view(request: HttpRequest, visit: Visit, experiment: str) -> HttpResponse:
        try:
            found = find(visit.of, experiment)
        except MerseyError as error:
            raise Http404 from error
        if found is None:
            raise Http404
        return _shown_or_done(request, visit, found, act, name)

    return view


def _shown_or_done(
    request: HttpRequest, visit: Visit, found: Found, act: Act, name: str
) -> HttpResponse:
    person = visit.who.person
    may = person is not None and act.may(next_steps(found, visit.who))
    asks = act.asks(found) if may else ()
    raw = {k: v for ask in asks for k, v in ask.defaults().items()}
    if request.method != "POST" or person is None or not may:
        kept = typed_before(request, person) if may else {}
        raw |= typed(asks, kept) if kept else {}
        status = 409 if request.method == "POST" else 200
        return _page(request, found, act, raw, may=may, status=status)
    raw |= typed(asks, request.POST)
    said, wrong = read(asks, raw)
    if wrong:
        return _page(request, found, act, raw, may=may, wrong=wrong, status=422)
    try:
        with transaction.atomic():
            told = act.do(found, said, person)
    except MerseyError as error:
        problem = f"{error.problem} {error.next_step}".strip()
        return _page(request, found, act, raw, may=may, problem=problem, status=422)
    messages.success(request, told)
    parts = {"service": found.service.slug, "experiment": found.plan.id}
    if name == "ahead":
        return redirect("experiment-ahead", **parts, day=ahead_on(found).isoformat())
    return redirect("experiment", **parts)


def _page(
    request: HttpRequest,
    found: Found,
    act: Act,
    raw: dict[str, str],
    *,
    status: int,
    **said: Any,
) -> HttpResponse:
    context = {
        "service": found.service,
        "tabs": tabs(found.service, here="service-experiments", who=request.visit.who),
        "found": found,
        "act": act,
        "lead": act.lead(found),
        "plan": _plan(found) if act.shows_plan else (),
        "asks": act.asks(found) if said["may"] else (),
        "raw": raw,
        "wrong": said.get("wrong", {}),
        "problem": said.get("problem", ""),
        "may": said["may"],
    }
    response: HttpResponse = render(
        request, "experiments/act.html.j2", context, status=status
    )
    return response


def _plan(found: Found) -> tuple[tuple[str, str], ...]:
    return plan_rows(found.counted, titles=pack_titles(found.pack))
