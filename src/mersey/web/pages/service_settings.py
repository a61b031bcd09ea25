"""The settings of a service: who sees it, how its cases are called, who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from mersey.services.service import CaseReference
from mersey.web.boards.one_board import facts_if_made
from mersey.web.numbers_sent import version_sent
from mersey.web.page import Page, flat_table
from mersey.web.people.policy_form import (
    FilledPolicy,
    read_policy,
    texts_of,
)
from mersey.web.people.service_policy import (
    PolicyChangedError,
    ServicePolicy,
    policy_now,
    settle,
    version_of_care,
    who_sees,
    who_sees_names,
)
from mersey.web.permissions import Action
from mersey.web.tabs import tabs
from mersey.wording import plural

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.web.models import CouncilService, ServiceCare
    from mersey.web.routing import Visit

SCHEMA: Final = "mersey.service-settings/1"
WAS_WRONG: Final = 422
IN_CONFLICT: Final = 409
MOST_NAMED: Final = 12

POLICY_WORDS: Final = {
    CaseReference.HIDDEN: (
        "Nobody",
        "Cases go by short stand-ins. Names are not kept.",
    ),
    CaseReference.TEAM: (
        "The teams that do its work",
        "Others who see its cases see stand-ins.",
    ),
    CaseReference.PUBLIC: (
        "Everybody who sees its cases",
        "For names that anybody may know, as those of planning applications.",
    ),
}
NEED_WORDS: Final = {
    "no": ("Every member", "All who see numbers here, each by their role."),
    "yes": (
        "Only people and teams with access",
        "Nobody else learns that it is here. For services about children, adults or health.",
    ),
}
NAMES: Final = {
    "case_reference": "Who may see names of cases",
    "need_to_know": "Who sees this service",
    "case_url": "Link to a case",
    "owner": "Who answers for it",
    "late_mail": "Mail address",
}


def shown(_request: HttpRequest, visit: Visit) -> Page:
    """What is settled of a service, as a form."""
    policy = policy_now(visit.of)
    filled = FilledPolicy(texts=texts_of(policy), errors={}, wanted=None)
    told = {"schema": SCHEMA, **_as_data(policy)}
    return Page(
        template="service/settings.html.j2",
        context=lambda: _context(visit, filled),
        data=lambda: told,
        table=lambda: flat_table(told),
    )


def change(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Settled as the form says; where it shows more, only after a second look."""
    if request.method != "POST" or visit.who.person is None:
        return HttpResponseNotAllowed(["POST"])
    service, by = visit.of, visit.who.person
    filled = read_policy(
        service,
        request.POST.dict(),
        may_open=visit.who.may(Action.OPEN_SERVICE, service),
        by=by,
    )
    wanted = filled.wanted
    if wanted is None:
        return _form(request, visit, filled, status=WAS_WRONG)
    if wanted.opens(policy_now(service)) and request.POST.get("looked") != "yes":
        return _second_look(request, visit, filled, wanted)
    version = version_sent(request.POST.get("version", ""))
    try:
        settle(service, wanted, version=version, by=by)
    except PolicyChangedError as error:
        return _form(request, visit, filled, status=IN_CONFLICT, theirs=error.care)
    messages.success(request, f"The settings of {service.name} are saved.")
    return redirect("service-settings", service=service.slug)


def _form(
    request: HttpRequest,
    visit: Visit,
    filled: FilledPolicy,
    *,
    status: int,
    theirs: ServiceCare | None = None,
) -> HttpResponse:
    said = _context(visit, filled) | {
        "theirs": _told(policy_now(visit.of)) if theirs else [],
        "by": str(theirs.changed_by) if theirs else "",
    }
    response: HttpResponse = render(
        request, "service/settings.html.j2", said, status=status
    )
    return response


def _second_look(
    request: HttpRequest, visit: Visit, filled: FilledPolicy, wanted: ServicePolicy
) -> HttpResponse:
    """What it reveals, and to whom; nothing is changed yet."""
    said = {
        "service": visit.of,
        "texts": filled.texts,
        "version": request.POST.get("version", ""),
        "reveals": _reveals(visit.of, policy_now(visit.of), wanted),
    }
    response: HttpResponse = render(request, "service/settings_look.html.j2", said)
    return response


def _reveals(
    service: CouncilService, before: ServicePolicy, wanted: ServicePolicy
) -> list[tuple[str, str]]:
    """What more is seen, and by whom: a sentence, and names of people."""
    told = []
    if before.is_need_to_know and not wanted.is_need_to_know:
        now = set(who_sees(service))
        more = [
            one for one in who_sees(service, is_need_to_know=False) if one not in now
        ]
        told.append(
            (
                f"{plural(len(more), 'more person', 'more people')} will see this service.",
                _names(more),
            )
        )
    if wanted.case_reference is not before.case_reference:
        now = set(who_sees_names(service, before))
        more = [one for one in who_sees_names(service, wanted) if one not in now]
        facts = facts_if_made(service)
        of = f" of {plural(facts.n_open, facts.case_word)} open now" if facts else ""
        when = (
            " from the next file on, as none are kept now"
            if before.case_reference is CaseReference.HIDDEN
            else ""
        )
        who = plural(len(more), "more person", "more people")
        told.append(
            (f"{who} will see the case system’s own names{of}{when}.", _names(more))
        )
    return told


def _names(people: list[Any]) -> str:
    shown_here = ", ".join(str(one) for one in people[:MOST_NAMED])
    left = len(people) - MOST_NAMED
    return f"{shown_here} and {left} more" if left > 0 else shown_here


def _context(visit: Visit, filled: FilledPolicy) -> dict[str, Any]:
    service, texts = visit.of, filled.texts
    facts = facts_if_made(service)
    return {
        "service": service,
        "tabs": tabs(service, here="service-settings", who=visit.who),
        "texts": texts,
        "errors": filled.errors,
        "summary": [
            {"text": words, "href": f"#{name}"} for name, words in filled.errors.items()
        ],
        "version": version_of_care(service),
        "policies": _choices(POLICY_WORDS, texts["case_reference"]),
        "needs": _choices(NEED_WORDS, texts["need_to_know"]),
        "proposed": POLICY_WORDS[facts.case_reference][0].lower() if facts else "",
        "people": [
            {"value": "", "text": "Nobody yet", "selected": not texts["owner"]},
            *(
                {
                    "value": str(one.pk),
                    "text": str(one),
                    "selected": texts["owner"] == str(one.pk),
                }
                for one in who_sees(service)
            ),
        ],
        "may_open": visit.who.may(Action.OPEN_SERVICE, service),
        "json": reverse("service-settings-json", kwargs={"service": service.slug}),
        "csv": reverse("service-settings-csv", kwargs={"service": service.slug}),
        "theirs": [],
    }


def _choices(words: dict[Any, tuple[str, str]], chosen: str) -> list[dict[str, Any]]:
    return [
        {
            "value": str(value),
            "text": text,
            "hint": {"text": hint},
            "checked": str(value) == chosen,
        }
        for value, (text, hint) in words.items()
    ]


def _as_data(policy: ServicePolicy) -> dict[str, Any]:
    return {
        "case_reference": policy.case_reference.value,
        "need_to_know": policy.is_need_to_know,
        "case_url": policy.case_url or None,
        "owner": str(policy.owner) if policy.owner else None,
        "late_mail": policy.late_mail or None,
    }


def _told(policy: ServicePolicy) -> list[tuple[str, str]]:
    """What holds now, in words: for who comes second."""
    said = texts_of(policy) | {
        "case_reference": POLICY_WORDS[policy.case_reference][0],
        "need_to_know": NEED_WORDS["yes" if policy.is_need_to_know else "no"][0],
        "owner": str(policy.owner) if policy.owner else "Nobody yet",
    }
    return [(NAMES[name], words or "None") for name, words in said.items()]
