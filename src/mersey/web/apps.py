"""What Django is told of this application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The one application of this project."""

    name = "mersey.web"
    label = "web"
    verbose_name = "mersey"

    def ready(self) -> None:
        """Have sign-ins told to the trail."""
        from mersey.web.accounts.told import listen  # noqa: PLC0415  (needs the models)

        listen()
