"""Routes. None can be made without an action, and none shows what somebody may not see.

Who may not is told "not found", as if the page were not there; who has not signed in is
asked to. A page is one view with four addresses: for people, as JSON, as CSV and as a workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import path

from mersey.web.access import service_seen, visitor
from mersey.web.accounts.second_step import asked_to_set_up
from mersey.web.accounts.typed_kept import is_left
from mersey.web.kept_answers import AnswerNotYet
from mersey.web.models import CouncilService
from mersey.web.page import CSV, HTML, JSON, XLSX, answered, answered_again
from mersey.web.page_memory import Remember, key_of, remember_page
from mersey.web.pages.mishaps import being_worked_out, typed_again
from mersey.web.permissions import NEEDS_NO_SIGN_IN, Action
from mersey.web.refusals import tell_refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from mersey.web.access import Visitor
    from mersey.web.page import Form, Page

SERVICE: Final = "service"
"""The part of an address that names a service: `<slug:service>`."""

MOST_OF_PLACE: Final = 120

MOST_OF_PART: Final = 150
"""Letters of a part of an address, or of the version that it pins: ours are shorter."""

HIGHEST: Final = (1 << 63) - 1
"""What a database can count to."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who asked, and for which service; None where the page is of no service.

    `version` is the version of its log that the address pins with `?v=`; empty for the
    one in use.
    """

    who: Visitor
    service: CouncilService | None = None
    version: str = ""

    @property
    def of(self) -> CouncilService:
        """The service of a page that has one.

        Raises:
            LookupError: The address names none: a bug.
        """
        if self.service is None:
            msg = "this address names no service"
            raise LookupError(msg)
        return self.service


def pages(
    address: str,
    view: Callable[..., Page],
    *,
    name: str,
    action: Action,
    remember: Remember = Remember.NEVER,
) -> tuple[Any, ...]:
    """The four addresses of a page: `x/`, `x.json`, `x.csv` and `x.xlsx`.

    `view(request, visit, **parts)` gives the `Page`; `remember` says for whom it may be
    shown again as it was set, as long as nothing was done since.
    """
    plain = address.removesuffix("/") or "home"
    return tuple(
        route(at, _shown(view, form, remember), name=f"{name}{end}", action=action)
        for at, form, end in (
            (address, HTML, ""),
            (f"{plain}.json", JSON, "-json"),
            (f"{plain}.csv", CSV, "-csv"),
            (f"{plain}.xlsx", XLSX, "-xlsx"),
        )
    )


def _shown(
    view: Callable[..., Page], form: Form, remember: Remember
) -> Callable[..., HttpResponse]:
    def show(request: HttpRequest, visit: Visit, **parts: Any) -> HttpResponse:
        def key_now() -> str:
            return key_of(
                request,
                remember,
                who=visit.who,
                service=visit.service,
                version=visit.version,
            )

        key = key_now()
        known = settings.SITE_PAGES.find(key) if key else None
        if known is not None:
            return answered_again(request, known, form)
        page = view(request, visit, **parts)
        response = answered(request, page, form)
        if key and key == key_now():  # this look itself changed nothing
            remember_page(key, response, page.version)
        return response

    return show


def route(
    address: str, view: Callable[..., HttpResponse], *, name: str, action: Action
) -> Any:
    """One address. `view(request, visit, **parts)` gives the response."""
    return path(address, guarded(view, action), name=name)


def guarded(
    view: Callable[..., HttpResponse], action: Action, *, is_own_account: bool = False
) -> Callable[..., HttpResponse]:
    """The view, for those who may; `is_own_account` also before a second step is set up."""

    @wraps(view)
    def guard(request: HttpRequest, **parts: Any) -> HttpResponse:
        who = visitor(request.user)
        request.visit = Visit(who=who)
        if not all(map(_may_be_ours, (*parts.values(), request.GET.get("v", "")))):
            raise Http404
        if action not in NEEDS_NO_SIGN_IN:
            instead = _instead(request, who, action)
            if instead is not None and not (is_own_account and who.person):
                return instead
        if SERVICE in parts:
            request.visit = Visit(
                who=who,
                service=_seen(who, parts, action),
                version=request.GET.get("v", ""),
            )
        try:
            response = view(request, request.visit, **parts)
        except AnswerNotYet as why:
            return being_worked_out(request, why)
        return typed_again(request, who.person) if is_left(request) else response

    guard.action = action  # type: ignore[attr-defined]  # read by the test of all routes
    return guard


def _may_be_ours(part: str | int) -> bool:
    """Whether a part of an address may name something here, as files and rows go."""
    return part <= HIGHEST if isinstance(part, int) else len(part) <= MOST_OF_PART


def _instead(request: HttpRequest, who: Visitor, action: Action) -> HttpResponse | None:
    """Where somebody goes first who has not signed in, by all steps; None to go on.

    Raises:
        Http404: They may not.
    """
    if who.person is None:
        return redirect_to_login(request.get_full_path())
    if not who.may_anywhere(action):
        named = request.resolver_match.route if request.resolver_match else ""
        tell_refused(who.person, action, _place(named))
        raise Http404
    return asked_to_set_up(request, who)


def _place(address: str) -> str:
    """A place of the trail: the address of a route as it is declared, never as asked."""
    return address.replace("<slug:", "<").replace("<int:", "<")[:MOST_OF_PLACE]


def _seen(who: Visitor, parts: dict[str, Any], action: Action) -> CouncilService:
    """The service that the address names, taken out of `parts`.

    Raises:
        Http404: There is none, or they may not: nobody learns which.
    """
    slug = parts.pop(SERVICE)
    found = service_seen(who, slug, action)
    if found is None:
        if who.person and CouncilService.objects.filter(slug=slug).exists():
            tell_refused(who.person, action, f"services/{slug}")
        raise Http404
    return found
