"""The people of an organisation: for those who look after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone

from mersey.errors import UsageError
from mersey.web.models import (
    CouncilService,
    Invitation,
    Membership,
    Organisation,
    ServiceAccess,
    Team,
)
from mersey.web.page import Page, as_table
from mersey.web.people.standing import PersonStanding, change, remove, standing_of
from mersey.web.permissions import Action, MemberRole, may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse, QueryDict

    from mersey.charts.chart import Table
    from mersey.web.routing import Visit

COLUMNS: Final = ("person", "name", "role", "teams", "services", "last_sign_in")

ROLE_HINTS: Final = {
    MemberRole.VIEWER: "Sees numbers about services, and no cases",
    MemberRole.MEMBER: "Works in a service: sees its cases, notes blockers and promises",
    MemberRole.ANALYST: "Loads data and plans experiments",
    MemberRole.APPROVER: "Confirms what others propose",
    MemberRole.ADMINISTRATOR: "Looks after people and access, and sees no data",
}


def people(_request: HttpRequest, visit: Visit) -> Page:
    """Everybody who belongs to the organisation, and who was invited to."""
    own = organisation_of(visit)
    found = list(_members(own))
    waiting = Invitation.objects.filter(
        organisation=own, taken_by=None, ends__gt=timezone.now()
    ).order_by("email")
    return Page(
        template="people/people.html.j2",
        context=lambda: {
            "organisation": own,
            "members": [(one, _services(one)) for one in found],
            "invitations": waiting,
        },
        data=lambda: {
            "schema": "mersey.people/1",
            "people": [dict(zip(COLUMNS, _row(one), strict=True)) for one in found],
        },
        table=lambda: _table(found),
    )


def person(request: HttpRequest, visit: Visit, person: int) -> HttpResponse:
    """What somebody is here, to be changed."""
    membership = _member(visit, person)
    error = None
    if request.method == "POST":
        try:
            wanted = asked_for(request.POST, membership.organisation)
            change(membership, wanted, by=visit.who.person)
        except UsageError as refused:
            error = refused
        else:
            messages.success(request, f"Saved what {membership.person} is here.")
            return redirect("people")
    ticked = asked_for_or_now(request, membership)
    response: HttpResponse = render(
        request,
        "people/person.html.j2",
        {
            "membership": membership,
            "by_team": _by_team(membership),
            "error": error,
            "is_self": membership.person_id == visit.who.person.pk,  # type: ignore[union-attr]  # signed in
            **choices(membership.organisation, ticked),
        },
    )
    return response


def leave(request: HttpRequest, visit: Visit, person: int) -> HttpResponse:
    """Asks before somebody is removed, and removes them."""
    membership = _member(visit, person)
    error = None
    if request.method == "POST":
        name = str(membership.person)
        try:
            remove(membership, by=visit.who.person)
        except UsageError as refused:
            error = refused
        else:
            messages.success(request, f"{name} is out, in every browser.")
            return redirect("people")
    response: HttpResponse = render(
        request, "people/leave.html.j2", {"membership": membership, "error": error}
    )
    return response


def organisation_of(visit: Visit) -> Organisation:
    """The organisation whose people the visitor looks after.

    Raises:
        Http404: There is none.
    """
    own = [
        key
        for key, one in visit.who.memberships.items()
        if may(MemberRole(one.role), Action.LOOK_AFTER_PEOPLE)
    ]
    found: Organisation | None = (
        Organisation.objects.filter(pk__in=own).order_by("pk").first()
    )
    if found is None:
        raise Http404
    return found


def choices(organisation: Organisation, ticked: PersonStanding) -> dict[str, Any]:
    """The fields of a form, as the design system's components take them."""
    return {
        "roles": [
            {
                "value": role.value,
                "text": role.value.capitalize(),
                "hint": {"text": hint},
                "checked": ticked.role is role,
            }
            for role, hint in ROLE_HINTS.items()
        ],
        "services": _ticks(guarded_services(organisation), ticked.services),
        "teams": _ticks(Team.objects.filter(organisation=organisation), ticked.teams),
    }


def asked_for(form: QueryDict, organisation: Organisation) -> PersonStanding:
    """What a form asks for; of other organisations nothing.

    Raises:
        UsageError: It names no role.
    """
    try:
        role = MemberRole(form.get("role", ""))
    except ValueError as error:
        msg = "No role is chosen."
        raise UsageError(msg, next_step="Choose what they may do.") from error
    services = guarded_services(organisation).filter(slug__in=form.getlist("services"))
    teams = Team.objects.filter(
        organisation=organisation, slug__in=form.getlist("teams")
    )
    return PersonStanding(
        role=role, services=frozenset(services), teams=frozenset(teams)
    )


def asked_for_or_now(request: HttpRequest, membership: Membership) -> PersonStanding:
    """What is ticked: as the person left the form, else as it is."""
    if request.method == "POST":
        try:
            return asked_for(request.POST, membership.organisation)
        except UsageError:
            pass
    return standing_of(membership)


def guarded_services(organisation: Organisation) -> Any:
    """Services that only those see to whom they were given: a query."""
    return CouncilService.objects.filter(
        organisation=organisation, is_need_to_know=True
    )


def only_post(request: HttpRequest) -> HttpResponse | None:
    """What is answered to anything but a form; None for a form."""
    return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def _member(visit: Visit, person: int) -> Membership:
    found: Membership | None = (
        _members(organisation_of(visit)).filter(person=person).first()
    )
    if found is None:
        raise Http404
    return found


def _members(organisation: Organisation) -> Any:
    return (
        Membership.objects.filter(organisation=organisation)
        .select_related("person", "organisation")
        .prefetch_related("teams")
        .order_by("person__name")
    )


def _services(membership: Membership) -> list[CouncilService]:
    """Need-to-know services that they see, given to them or to a team of theirs."""
    given = Q(access__person=membership.person_id)
    given |= Q(access__team__memberships=membership.pk)
    return list(guarded_services(membership.organisation).filter(given).distinct())


def _by_team(membership: Membership) -> list[str]:
    found = ServiceAccess.objects.filter(team__memberships=membership.pk)
    return [f"{one.service} (as one of {one.team})" for one in found]


def _ticks(found: Any, ticked: frozenset[Any]) -> list[dict[str, Any]]:
    return [
        {"value": one.slug, "text": one.name, "checked": one in ticked}
        for one in found.order_by("name")
    ]


def _row(one: Membership) -> tuple[Any, ...]:
    last = one.person.last_login
    return (
        *(one.person_id, str(one.person), one.role),
        " ".join(sorted(team.slug for team in one.teams.all())),
        " ".join(sorted(service.slug for service in _services(one))),
        last.date().isoformat() if last else None,
    )


def _table(found: Sequence[Membership]) -> Table:
    return as_table(COLUMNS, map(_row, found))
