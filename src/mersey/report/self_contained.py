"""One HTML page that needs nothing else: no network, no script, no other file.

Styles and script stand inside, named by their hashes in a content security policy that
allows nothing else. Same input, same bytes: version and dates come from the log.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from mersey.charts.svg import printable
from mersey.errors import MerseyError
from mersey.report.page_view import page_view
from mersey.report.view import PageLimits

if TYPE_CHECKING:
    from mersey.answer import Answer
    from mersey.report.view import AnswerView, EvidenceView, PageView

LARGEST: Final = 1_000_000
"""Bytes that a page never passes."""

LADDER: Final = (
    PageLimits(),
    PageLimits(rows=20, csv_bytes=0, is_cut=True),
    PageLimits(rows=10, csv_bytes=0, drawing_bytes=40_000, is_cut=True),
    PageLimits(rows=5, csv_bytes=0, drawing_bytes=0, is_cut=True),
)
"""What to show, from all to the least, until the page is small enough."""


def page(
    found: Answer, *, title: str, synthetic: bool = False, is_brief: bool = False
) -> str:
    """The whole page as HTML, at most 1 MB; tables are cut first, and it says so.

    Args:
        found: What is known of the log.
        title: The service's name, for people.
        synthetic: True where the data are made up; a banner then says so.
        is_brief: The short form, two sheets of A4: first screen and charts that matter.

    Raises:
        MerseyError: Even the shortest page is over 1 MB: a bug.
    """
    for limits in LADDER:
        view = page_view(found, title=title, limits=limits, is_brief=is_brief)
        html = _render("page.html.j2", view, is_synthetic=synthetic)
        if len(html.encode()) <= LARGEST:
            return html
    msg = f"The page is over {LARGEST} bytes even without its drawings."
    raise MerseyError(msg, next_step="Please report this: it should not happen.")


def answer_page(view: AnswerView) -> str:
    """The answer to one question as HTML, in the clothes of the page about a log."""
    return _render("answer.html.j2", view, is_synthetic=False)


def evidence_page(view: EvidenceView, *, synthetic: bool = False) -> str:
    """An experiment as HTML, in the clothes of the page about a log."""
    return _render("evidence.html.j2", view, is_synthetic=synthetic)


def setting() -> dict[str, Any]:
    """How templates are set, here and in every other surface that sets these sections.

    Besides `autoescape`, which each surface turns on for itself.
    """
    return {
        "loader": PackageLoader("mersey.report"),
        "undefined": StrictUndefined,
        "finalize": _shown,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
    }


def _render(
    name: str, view: PageView | AnswerView | EvidenceView, *, is_synthetic: bool
) -> str:
    style, script = asset("page.css"), asset("page.js")
    template = environment().get_template(name)
    return template.render(
        view=view,
        is_synthetic=is_synthetic,
        style=style,
        script=script,
        policy=policy(style, script),
    )


def policy(style: str, script: str) -> str:
    """Nothing but our own style and script, and pictures inside the page."""
    return (
        "default-src 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def asset(name: str) -> str:
    """A style sheet or a script of the report, as text."""
    return files("mersey.report").joinpath("assets", name).read_text(encoding="utf-8")


def _shown(value: object) -> object:
    """What stands in the page for a value: no mark in it turns the text around it."""
    if isinstance(value, str) and not hasattr(value, "__html__"):  # markup already
        return printable(value)
    return value


@cache
def environment() -> Environment:
    """The templates of the report; every word that they are given is escaped."""
    return Environment(autoescape=True, **setting())
