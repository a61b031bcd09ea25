"""How pages are set: the report's own sections and ours, in one environment.

Components of the design system come from govuk-frontend-jinja through `govuk(name, …)`,
in an environment of their own: they rely on what ours forbids, names without values.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from mersey.fields import told
from mersey.report.self_contained import setting
from mersey.web.frame import frame
from mersey.web.notes_shown import notes_on

if TYPE_CHECKING:
    from collections.abc import Callable

GOVUK: Final = "govuk_frontend_jinja"


def environment(**_options: Any) -> Environment:
    """The environment of every page, as Django asks for it."""
    as_in_report = setting()
    made = Environment(
        autoescape=True,
        **as_in_report
        | {
            "loader": ChoiceLoader(
                [PackageLoader("mersey.web"), as_in_report["loader"]]
            ),
            "finalize": _in_words_of_pages(as_in_report["finalize"]),
        },
    )
    made.globals.update(
        frame=frame,
        govuk=govuk,
        messages_for=get_messages,
        notes_on=notes_on,
        static=static,
        url=_address,
    )
    return made


def govuk(component: str, **params: Any) -> Markup:
    """A component of the design system, such as `govuk("button", text="Save")`."""
    macro = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    template = _components().get_template(f"{GOVUK}/components/{component}/macro.html")
    return Markup(getattr(template.module, macro)(params))  # noqa: S704  (it escapes)


@cache
def _components() -> Environment:
    return Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _address(name: str, **parts: Any) -> str:
    return str(reverse(name, kwargs=parts))


def _in_words_of_pages(shown: Callable[[object], object]) -> Callable[[object], object]:
    """`shown`, with what can be set called as a page's label says it: "as at"."""

    def said(value: object) -> object:
        found = shown(value)
        if isinstance(found, str) and not hasattr(found, "__html__"):
            return told(found, lambda field: f"“{field.replace('_', ' ')}”")
        return found

    return said
