"""Addresses of what is settled of a service."""

from __future__ import annotations

from typing import Final

from mersey.web.pages import service_settings
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

POLICY_ROUTES: Final = (
    *pages(
        "services/<slug:service>/settings/",
        service_settings.shown,
        name="service-settings",
        action=Action.SETTLE_SERVICE,
    ),
    route(
        "services/<slug:service>/settings/change",
        service_settings.change,
        name="service-settings-change",
        action=Action.SETTLE_SERVICE,
    ),
)
