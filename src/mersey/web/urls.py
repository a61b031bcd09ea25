"""Every address of the application, each with the action that it lets a person do."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from mersey.web.addresses.account_routes import ACCOUNT_ROUTES
from mersey.web.addresses.board_routes import BOARD_ROUTES
from mersey.web.addresses.data_routes import DATA_ROUTES
from mersey.web.addresses.experiment_routes import EXPERIMENT_ROUTES
from mersey.web.addresses.measure_routes import MEASURE_ROUTES
from mersey.web.addresses.note_routes import NOTE_ROUTES
from mersey.web.addresses.people_routes import PEOPLE_ROUTES
from mersey.web.addresses.policy_routes import POLICY_ROUTES
from mersey.web.addresses.service_routes import SERVICE_ROUTES
from mersey.web.addresses.way_routes import WAY_ROUTES
from mersey.web.api.version_1 import api
from mersey.web.page_memory import Remember
from mersey.web.pages import health, home, mishaps, security_txt, trail_page
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

urlpatterns = [
    path("api/v1/", api.urls),
    *ACCOUNT_ROUTES,
    *PEOPLE_ROUTES,
    *SERVICE_ROUTES,
    *MEASURE_ROUTES,
    *BOARD_ROUTES,
    *EXPERIMENT_ROUTES,
    *DATA_ROUTES,
    *POLICY_ROUTES,
    *WAY_ROUTES,
    *NOTE_ROUTES,
    route("health", health.health, name="health", action=Action.OPEN_DOOR),
    *pages(
        "",
        home.home,
        name="home",
        action=Action.COME_IN,
        remember=Remember.SIGHT,
    ),
    *pages("trail/", trail_page.trail, name="trail", action=Action.SEE_TRAIL),
    route(
        ".well-known/security.txt",
        security_txt.security_txt,
        name="security-txt",
        action=Action.OPEN_DOOR,
    ),
]

if settings.SITE.is_demo:
    from mersey.web.demo import signing_in

    urlpatterns += [
        route("demo/", signing_in.choose, name="demo", action=Action.OPEN_DOOR),
        route(
            "demo/sign-in",
            signing_in.sign_in,
            name="demo-sign-in",
            action=Action.OPEN_DOOR,
        ),
    ]

handler400 = mishaps.bad_request
handler403 = mishaps.not_allowed
handler404 = mishaps.not_found
handler500 = mishaps.broken
