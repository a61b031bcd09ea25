"""Addresses of what is of no one service: measures, and the programme of all."""

from __future__ import annotations

from typing import Final

from mersey.web.pages import measure_pages, outcome_pages
from mersey.web.permissions import Action
from mersey.web.routing import pages

MEASURE_ROUTES: Final = (
    *pages(
        "measures/", measure_pages.measures, name="measures", action=Action.SEE_SERVICE
    ),
    *pages(
        "measures/<slug:measure>/",
        measure_pages.measure,
        name="measure",
        action=Action.SEE_SERVICE,
    ),
    *pages(
        "programme/",
        outcome_pages.programme,
        name="programme",
        action=Action.SEE_SERVICE,
    ),
)
