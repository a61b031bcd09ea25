"""Experiments of a service: what is tried for which outcome, and the page of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.urls import reverse

from mersey.errors import MerseyError
from mersey.evidence.learning import programme as portfolio
from mersey.report.programme_page import programme_view, stands_words
from mersey.report.programme_words import programme_json
from mersey.web.experiments.kept_views import look_ahead, view_of
from mersey.web.experiments.next_steps import drafts_of, next_steps
from mersey.web.experiments.place import find, folder_of
from mersey.web.experiments.tried import tried_in
from mersey.web.page import Page, as_table, flat_table
from mersey.web.permissions import Action
from mersey.web.tabs import tabs
from mersey.wording import day

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.charts.chart import Table
    from mersey.evidence.learning import Learning, Programme
    from mersey.evidence.trail import Entry
    from mersey.web.experiments.place import Found
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

COLUMNS: Final = (
    *("id", "title", "outcome", "team", "state", "started", "decided", "decision"),
    *("verdict", "review_by", "days", "deviations", "looks_ahead"),
)

PROBLEM: Final = "mersey.problem/1"


def experiments(_request: HttpRequest, visit: Visit) -> Page:
    """What is tried, and what was learned; JSON as `mersey evidence programme`."""
    service = visit.of
    try:
        whole, context = _programme(visit)
    except MerseyError as error:
        return broken_files(visit, error)
    context |= {
        "may_plan": visit.who.may(Action.PLAN_EXPERIMENT, service),
        "drafts": drafts_of(service, visit.who.person),
    }
    data = programme_json(whole)
    return Page(
        template="experiments/list.html.j2",
        context=lambda: context,
        data=lambda: data,
        table=lambda: _table(data["experiments"]),
    )


def _programme(visit: Visit) -> tuple[Programme, dict[str, Any]]:
    service = visit.of
    tried = tried_in(service)
    log = tried.log
    whole = portfolio(tried.learned, as_at=log.as_at)
    view = programme_view(whole, tried.folder.outcomes)
    context = _around(visit) | {
        "lead": view.lead,
        "listed": [listed_experiment(one, service) for one in whole.experiments],
        "has_outcomes": bool(tried.folder.outcomes),
        "learned": [
            replace(one, blocks=one.blocks[:1])
            for one in view.sections
            if one.id == "learned" and whole.n_started
        ],
        "notes": view.notes,
        "as_at": log.as_at,
        "json": reverse("service-experiments-json", kwargs={"service": service.slug}),
        "csv": reverse("service-experiments-csv", kwargs={"service": service.slug}),
    }
    return whole, context


def _around(visit: Visit) -> dict[str, Any]:
    here = tabs(visit.of, here="service-experiments", who=visit.who)
    return {"service": visit.of, "tabs": here}


def listed_experiment(one: Learning, service: CouncilService) -> dict[str, str]:
    """An experiment as lists tell it: its name, its address, and where it stands."""
    parts = {"service": service.slug, "experiment": one.id}
    return {
        "title": one.title,
        "address": reverse("experiment", kwargs=parts),
        "stands": stands_words(one),
        "decision": one.decision,
    }


def _table(rows: list[dict[str, Any]]) -> Table:
    return as_table(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])


def experiment(request: HttpRequest, visit: Visit, experiment: str) -> Page:
    """Where one experiment stands: sealed before its first look, for everybody.

    Raises:
        Http404: The service has none of that id.
    """
    del request
    try:
        found = _found(visit, experiment)
        kept = view_of(found)
    except MerseyError as error:
        return broken_files(visit, error)
    steps = next_steps(found, visit.who)
    context = _around(visit) | {
        "view": kept.view,
        "found": found,
        "steps": steps,
        "as_at": day(found.log.as_at),
        "looks_ahead": [_told_look(one) for one in found.kept.trail.looks_ahead],
        **_addresses("experiment", found),
    }
    return Page(
        template="experiments/one.html.j2",
        context=lambda: context,
        data=lambda: kept.data,
        table=lambda: flat_table(kept.data),
        version=f"{kept.key}:{steps.key}",
    )


def _told_look(entry: Entry) -> dict[str, str]:
    """A look ahead of time as the page tells it."""
    on = str(entry.data["on"])
    return {"by": entry.by, "on": on, "day": day(date.fromisoformat(on))}


def ahead(request: HttpRequest, visit: Visit, experiment: str, **parts: str) -> Page:
    """What a look ahead of time found: apart, labelled, and only where one was taken.

    Raises:
        Http404: The service has none of that id, or nobody looked on that day.
    """
    del request
    try:
        found = _found(visit, experiment)
        kept = look_ahead(found, date.fromisoformat(parts["day"]))
    except MerseyError as error:
        return broken_files(visit, error)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    context = _around(visit) | {
        "view": kept.view,
        "found": found,
        **_addresses("experiment-ahead", found, **parts),
    }
    return Page(
        template="experiments/ahead.html.j2",
        context=lambda: context,
        data=lambda: kept.data,
        table=lambda: flat_table(kept.data),
        version=kept.key,
    )


def _found(visit: Visit, name: str) -> Found:
    found = find(visit.of, name)
    if found is None:
        raise Http404
    return found


def _addresses(route: str, found: Found, **others: str) -> dict[str, str]:
    parts = {"service": found.service.slug, "experiment": found.plan.id, **others}
    return {form: reverse(f"{route}-{form}", kwargs=parts) for form in ("json", "csv")}


def broken_files(visit: Visit, error: MerseyError) -> Page:
    """What is wrong with the council's own files, for whoever looks after them."""
    said = {"problem": error.problem, "next_step": error.next_step}
    context = _around(visit) | said
    context["folder"] = folder_of(visit.of).name
    data = {"schema": PROBLEM, **said}
    return Page(
        template="experiments/broken.html.j2",
        context=lambda: context,
        data=lambda: data,
        table=lambda: flat_table(data),
    )
