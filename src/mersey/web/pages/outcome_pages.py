"""What experiments are for, and how fast all of them are learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from mersey.errors import MerseyError
from mersey.evidence.learning import programme as portfolio
from mersey.report.programme_page import programme_view, stands_words
from mersey.report.programme_words import learning_lines, programme_json
from mersey.web import page_time
from mersey.web.access import services_of
from mersey.web.experiments.tried import tried_in
from mersey.web.page import Page, as_table
from mersey.web.pages.experiment_pages import broken_files, listed_experiment
from mersey.web.tabs import tabs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest

    from mersey.evidence.learning import Programme
    from mersey.evidence.outcome import Outcome
    from mersey.report.view import Section
    from mersey.web.experiments.tried import Tried
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

HERE: Final = "service-outcomes"

OUTCOME_COLUMNS: Final = ("outcome", "driver", "change", "experiment", "state")

COLUMNS: Final = (
    *("service", "id", "title", "team", "outcome", "state", "started", "decided"),
    *("decision", "verdict", "review_by", "days"),
)

LEARNED: Final = "learned"
"""Id of the section of a programme that is not of one outcome."""


def outcomes(_request: HttpRequest, visit: Visit) -> Page:
    """Each outcome of a service, what drives it, and what is tried for it."""
    service = visit.of
    try:
        tried = tried_in(service)
    except MerseyError as error:
        return broken_files(visit, error)
    found = tried.folder.outcomes.values()
    rows = [row for one in found for row in _rows(one, tried)]
    return Page(
        template="experiments/outcomes.html.j2",
        context=lambda: {
            "service": service,
            "tabs": tabs(service, here=HERE, who=visit.who),
            "outcomes": _drawn(tried),
            "json": reverse(f"{HERE}-json", kwargs={"service": service.slug}),
            "csv": reverse(f"{HERE}-csv", kwargs={"service": service.slug}),
        },
        data=lambda: {
            "schema": "mersey.outcomes/1",
            "outcomes": [_data(one, tried) for one in found],
        },
        table=lambda: as_table(OUTCOME_COLUMNS, rows),
    )


def programme(_request: HttpRequest, visit: Visit) -> Page:
    """Every experiment of the services that the person sees; JSON as of the command line."""
    tried, broken = _all_tried(list(services_of(visit.who)))
    whole = _programme(tried)
    rows = [
        {"service": one.service.slug, **told}
        for one in tried
        for told in programme_json(_programme([one]))["experiments"]
    ]
    return Page(
        template="experiments/programme.html.j2",
        context=lambda: {
            "lines": list(learning_lines(whole)),
            "services": [_listed(one) for one in tried if one.learned],
            "broken": broken,
            "learned": [one for one in _sections(whole) if whole.n_started],
        },
        data=lambda: (
            programme_json(whole)
            | {"experiments": rows, "services": [one.service.slug for one in tried]}
        ),
        table=lambda: as_table(
            COLUMNS, [[one[name] for name in COLUMNS] for one in rows]
        ),
    )


def _all_tried(
    services: Sequence[CouncilService],
) -> tuple[list[Tried], list[CouncilService]]:
    """What is tried in each service, and those of which a file is broken."""
    tried, broken = [], []
    for service in services:
        try:
            tried.append(tried_in(service))
        except MerseyError:
            broken.append(service)
    return tried, broken


def _programme(tried: Sequence[Tried]) -> Programme:
    """All of it as one, as at the latest day that one of its logs knows."""
    days = [one.log.as_at for one in tried if one.learned]
    learned = [each for one in tried for each in one.learned]
    return portfolio(learned, as_at=max(days, default=page_time.today()))


def _sections(whole: Programme) -> Iterator[Section]:
    yield from (one for one in programme_view(whole, {}).sections if one.id == LEARNED)


def _listed(one: Tried) -> dict[str, Any]:
    return {
        "service": one.service,
        "experiments": [
            listed_experiment(each, one.service)
            for each in sorted(one.learned, key=lambda each: each.id)
        ],
    }


def _drawn(tried: Tried) -> list[dict[str, Any]]:
    """Each outcome with its diagram and its experiments."""
    whole = portfolio(tried.learned, as_at=tried.log.as_at)
    view = programme_view(whole, tried.folder.outcomes)
    by_id = {one.id: one for one in view.sections if one.id != LEARNED}
    return [
        {
            "section": by_id[outcome.id],
            "experiments": [
                listed_experiment(one, tried.service)
                for one in whole.experiments
                if one.outcome == outcome.id
            ],
        }
        for outcome in tried.folder.outcomes.values()
    ]


def _data(outcome: Outcome, tried: Tried) -> dict[str, Any]:
    return {
        **outcome.model_dump(mode="json", by_alias=True),
        "experiments": [one.id for one in tried.learned if one.outcome == outcome.id],
    }


def _rows(outcome: Outcome, tried: Tried) -> Iterator[tuple[Any, ...]]:
    """A row for each change that was thought of."""
    by_id = {one.id: one for one in tried.learned}
    titles = {one.id: one.title for one in outcome.drivers}
    for idea in outcome.ideas:
        yield (
            outcome.title,
            titles.get(idea.driver),
            idea.title,
            idea.experiment or None,
            stands_words(by_id.get(idea.experiment)),
        )
