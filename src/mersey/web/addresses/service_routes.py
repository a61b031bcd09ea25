"""Addresses of services: the list, and the pages of each."""

from __future__ import annotations

from typing import Final

from mersey.web.page_memory import Remember
from mersey.web.pages import (
    case_pages,
    jobs_followed,
    map_page,
    one_service,
    outcome_pages,
    service_list,
    split_page,
    what_if_pages,
)
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

_SHOWN: Final = {"map": map_page.process_map}
"""Pages of parts that take more from their address than a version."""

SERVICE_ROUTES: Final = (
    *pages(
        "services/",
        service_list.services,
        name="services",
        action=Action.SEE_SERVICE,
        remember=Remember.PERSON,
    ),
    *pages(
        "services/<slug:service>/",
        one_service.overview,
        name="service",
        action=Action.SEE_SERVICE,
        remember=Remember.PERSON,
    ),
    *(
        made
        for part in one_service.PARTS
        for made in pages(
            f"services/<slug:service>/{part}/",
            _SHOWN.get(part, one_service.PARTS[part].show),
            name=f"service-{part}",
            action=one_service.PARTS[part].action,
            remember=Remember.PERSON,
        )
    ),
    *pages(
        "services/<slug:service>/cases/",
        case_pages.cases,
        name="service-cases",
        action=Action.SEE_CASES,
        remember=Remember.SIGHT,
    ),
    *pages(
        "services/<slug:service>/data/",
        one_service.data,
        name="service-data",
        action=Action.SEE_SERVICE,
        remember=Remember.PERSON,
    ),
    *pages(
        "services/<slug:service>/split/",
        split_page.split,
        name="service-split",
        action=Action.SEE_SERVICE,
        remember=Remember.PERSON,
    ),
    *pages(
        "services/<slug:service>/what-if/",
        what_if_pages.what_if,
        name="service-what-if",
        action=Action.SEE_SERVICE,
    ),
    route(
        "services/<slug:service>/what-if/ask",
        what_if_pages.ask_one,
        name="what-if-ask",
        action=Action.ASK_WHAT_IF,
    ),
    *pages(
        "services/<slug:service>/what-if/<int:question>/",
        what_if_pages.question,
        name="what-if",
        action=Action.SEE_SERVICE,
    ),
    route(
        "services/<slug:service>/what-if/<int:question>/stop",
        what_if_pages.stop_one,
        name="what-if-stop",
        action=Action.ASK_WHAT_IF,
    ),
    *pages(
        "services/<slug:service>/outcomes/",
        outcome_pages.outcomes,
        name="service-outcomes",
        action=Action.SEE_SERVICE,
    ),
    route(
        "services/<slug:service>/jobs/<int:job>.json",
        jobs_followed.progress,
        name="service-job",
        action=Action.SEE_SERVICE,
    ),
    route(
        "services/<slug:service>/charts/<slug:chart>.csv",
        one_service.chart_csv,
        name="service-chart-csv",
        action=Action.SEE_SERVICE,
    ),
)
