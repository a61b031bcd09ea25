"""A page in four forms: for people, as JSON, as CSV and as a workbook; each worked out when asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from mersey.charts.chart import Table
from mersey.fields import said_plainly
from mersey.web.notes_shown import notes_state
from mersey.web.page_memory import body_for
from mersey.web.page_workbook import WORKBOOK_TYPE, workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.http import HttpRequest

    from mersey.web.page_memory import RememberedPage

Form = Literal["html", "json", "csv", "xlsx"]
HTML: Final[Form] = "html"
JSON: Final[Form] = "json"
CSV: Final[Form] = "csv"
XLSX: Final[Form] = "xlsx"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page that was asked for.

    Attributes:
        template: Its template.
        context: What the template sets.
        data: The same as JSON; with a key `schema`.
        table: The same as a table.
        version: What it was made from: as long as it stays, so does the page, and a
            browser may ask whether it changed. Empty: never kept by a browser.
        beside: Further tables of its workbook, as CSV: those behind its charts.
    """

    template: str
    context: Callable[[], Mapping[str, Any]]
    data: Callable[[], Mapping[str, Any]]
    table: Callable[[], Table]
    version: str = ""
    beside: Callable[[], Mapping[str, str]] = dict


def answered(request: HttpRequest, page: Page, form: Form) -> HttpResponse:
    """The response in the form asked for; "not modified" where the browser has it."""
    return _unless_known(
        request, page.version, form, lambda: _made(request, page, form)
    )


def answered_again(
    request: HttpRequest, page: RememberedPage, form: Form
) -> HttpResponse:
    """The response of a page that was set a moment ago, as `answered` gives it."""
    return _unless_known(
        request,
        page.version,
        form,
        lambda: HttpResponse(body_for(request, page), content_type=page.content_type),
    )


def _unless_known(
    request: HttpRequest, version: str, form: Form, made: Callable[[], HttpResponse]
) -> HttpResponse:
    tag = _tag(request, version, form)
    if not tag:
        return made()
    known = get_conditional_response(request, etag=tag)
    response: HttpResponse = known or made()
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _tag(request: HttpRequest, version: str, form: Form) -> str:
    """Tells one state of the page for one session from every other; empty for none.

    A page that carries a message is told once, so it has none. Who is given another role
    has another page in the same session.
    """
    if not version or len(get_messages(request)):
        return ""
    members = request.visit.who.memberships
    roles = " ".join(sorted(f"{key}:{one.role}" for key, one in members.items()))
    noted = notes_state(request.visit.service)
    of = (version, settings.SITE_BUILD, request.get_full_path(), form, roles, noted)
    session = request.session.session_key or ""
    digest = hashlib.sha256("\0".join((*of, session)).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _made(request: HttpRequest, page: Page, form: Form) -> HttpResponse:
    if form == JSON:
        return as_json(page.data())
    if form == CSV:
        return as_csv(page.table().csv())
    if form == XLSX:
        return as_workbook(request.path, page)
    request.has_forms = True
    response: HttpResponse = render(request, page.template, dict(page.context()))
    return response


def as_json(data: Mapping[str, Any]) -> HttpResponse:
    """One JSON object, keys sorted, numbers unrounded, as the command line prints it."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return HttpResponse(said_plainly(text) + "\n", content_type="application/json")


def as_csv(text: str) -> HttpResponse:
    """A table as CSV."""
    return HttpResponse(said_plainly(text), content_type="text/csv; charset=utf-8")


def as_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A table of plain values; an empty cell where one is None."""
    raw = tuple(tuple(row) for row in rows)
    return Table(
        columns=tuple(columns),
        rows=tuple(tuple("" if x is None else str(x) for x in row) for row in raw),
        raw=raw,
    )


def as_workbook(path: str, page: Page) -> HttpResponse:
    """A sheet with the page's table, and one for each table behind a chart."""
    name = "-".join(path.strip("/").split("/")[-2:])
    return HttpResponse(
        workbook_of({"Numbers": page.table()}, page.beside()),
        content_type=WORKBOOK_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def flat_table(data: Mapping[str, Any]) -> Table:
    """Every single value of the data on a row of its own: its path, and the value."""
    raw = tuple(_leaves(data, ""))
    return Table(
        columns=("key", "value"),
        rows=tuple((key, "" if value is None else str(value)) for key, value in raw),
        raw=raw,
    )


def _leaves(value: Any, key: str) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        below = [(f"{key}.{name}" if key else name, one) for name, one in value.items()]
    elif isinstance(value, list):
        below = [(f"{key}.{place}", one) for place, one in enumerate(value)]
    else:
        return [(key, value)]
    return [leaf for path, one in below for leaf in _leaves(one, path)]
