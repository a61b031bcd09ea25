"""Addresses of the experiments of a service."""

from __future__ import annotations

from typing import Final

from mersey.web.experiments.acts import ACTS
from mersey.web.page_memory import Remember
from mersey.web.pages import experiment_acts, experiment_pages, experiment_path
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

_HERE: Final = "services/<slug:service>/experiments/"

_ACTIONS: Final = {
    "freeze": Action.READ_PLAN,
    "note": Action.READ_PLAN,
    "ahead": Action.PLAN_EXPERIMENT,
    "propose": Action.PLAN_EXPERIMENT,
    "confirm": Action.DECIDE_EXPERIMENT,
}
"""What is done with an experiment → the action that it is."""

EXPERIMENT_ROUTES: Final = (
    *pages(
        _HERE,
        experiment_pages.experiments,
        name="service-experiments",
        action=Action.SEE_SERVICE,
        remember=Remember.SIGHT,
    ),
    route(
        f"{_HERE}begin",
        experiment_path.begin,
        name="experiment-begin",
        action=Action.PLAN_EXPERIMENT,
    ),
    route(
        f"{_HERE}drafts/<int:draft>/check/",
        experiment_path.check,
        name="experiment-check",
        action=Action.PLAN_EXPERIMENT,
    ),
    route(
        f"{_HERE}drafts/<int:draft>/drop",
        experiment_path.drop,
        name="experiment-drop",
        action=Action.PLAN_EXPERIMENT,
    ),
    route(
        f"{_HERE}drafts/<int:draft>/<slug:step>/",
        experiment_path.step,
        name="experiment-step",
        action=Action.PLAN_EXPERIMENT,
    ),
    *pages(
        f"{_HERE}<slug:experiment>/",
        experiment_pages.experiment,
        name="experiment",
        action=Action.SEE_SERVICE,
        remember=Remember.SIGHT,
    ),
    *pages(
        f"{_HERE}<slug:experiment>/looks/<slug:day>/",
        experiment_pages.ahead,
        name="experiment-ahead",
        action=Action.SEE_SERVICE,
    ),
    *(
        route(
            f"{_HERE}<slug:experiment>/{name}/",
            experiment_acts.act_page(name),
            name=f"experiment-{name}-act",
            action=_ACTIONS[name],
        )
        for name in ACTS
    ),
)
