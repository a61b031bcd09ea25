"""Every address of the application, each with the action that it lets a person do."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from mersey.web.accounts import council_sign_in
from mersey.web.accounts.routes import account_routes
from mersey.web.api.version_1 import api
from mersey.web.experiments.acts import ACTS
from mersey.web.pages import (
    account,
    board_forms,
    data_files,
    experiment_acts,
    experiment_pages,
    experiment_path,
    health,
    home,
    invitations,
    invited,
    members,
    mishaps,
    monday_board,
    one_service,
    security_txt,
    service_list,
    tokens,
    trail_page,
)
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

EXPERIMENTS = "services/<slug:service>/experiments/"

ACTIONS = {
    "freeze": Action.READ_PLAN,
    "note": Action.READ_PLAN,
    "ahead": Action.PLAN_EXPERIMENT,
    "propose": Action.PLAN_EXPERIMENT,
    "confirm": Action.DECIDE_EXPERIMENT,
}
"""What is done with an experiment → the action that it is."""

urlpatterns = [
    route("health", health.health, name="health", action=Action.OPEN_DOOR),
    *account_routes("accounts/"),
    route(
        "accounts/oidc/<slug:provider_id>/login/",
        council_sign_in.leave,
        name="openid_connect_login",
        action=Action.OPEN_DOOR,
    ),
    route(
        "accounts/oidc/<slug:provider_id>/login/callback/",
        council_sign_in.come_back,
        name="openid_connect_callback",
        action=Action.OPEN_DOOR,
    ),
    route("account/", account.account, name="account", action=Action.COME_IN),
    route("account/tokens/", tokens.list_tokens, name="tokens", action=Action.COME_IN),
    route("account/tokens/make", tokens.make, name="token-make", action=Action.COME_IN),
    route(
        "account/tokens/revoke",
        tokens.revoke,
        name="token-revoke",
        action=Action.COME_IN,
    ),
    path("api/v1/", api.urls),
    *pages("", home.home, name="home", action=Action.COME_IN),
    route("join/", invited.joining, name="join", action=Action.OPEN_DOOR),
    route(
        "join/<slug:token>/", invited.opened, name="join-token", action=Action.OPEN_DOOR
    ),
    *pages("people/", members.people, name="people", action=Action.LOOK_AFTER_PEOPLE),
    route(
        "people/invite",
        invitations.new,
        name="people-invite",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/invitations/<int:invitation>/",
        invitations.shown,
        name="people-invitation",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/invitations/<int:invitation>/withdraw",
        invitations.take_back,
        name="people-withdraw",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/<int:person>/",
        members.person,
        name="person",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    route(
        "people/<int:person>/remove",
        members.leave,
        name="person-remove",
        action=Action.LOOK_AFTER_PEOPLE,
    ),
    *pages(
        "services/", service_list.services, name="services", action=Action.SEE_SERVICE
    ),
    *pages(
        "services/<slug:service>/",
        one_service.overview,
        name="service",
        action=Action.SEE_SERVICE,
    ),
    *pages(
        "services/<slug:service>/board/",
        monday_board.board,
        name="service-board",
        action=Action.SEE_CASES,
    ),
    route(
        "services/<slug:service>/board/wall/",
        monday_board.wall,
        name="board-wall",
        action=Action.SEE_CASES,
    ),
    *(
        route(
            f"services/<slug:service>/board/{address}",
            view,
            name=name,
            action=Action.WORK_ON_BOARD,
        )
        for address, view, name in (
            ("blockers/", board_forms.blockers, "board-blockers"),
            ("blockers/<int:blocker>/", board_forms.blocker, "board-blocker"),
            ("limits/", board_forms.limits, "board-limits"),
            ("promises/", board_forms.promises, "board-promises"),
            ("promises/<int:promise>/", board_forms.promise, "board-promise"),
            ("undo", board_forms.undo, "board-undo"),
        )
    ),
    *(
        made
        for part in one_service.PARTS
        for made in pages(
            f"services/<slug:service>/{part}/",
            one_service.PARTS[part].show,
            name=f"service-{part}",
            action=one_service.PARTS[part].action,
        )
    ),
    *pages(
        "services/<slug:service>/data/",
        one_service.data,
        name="service-data",
        action=Action.SEE_SERVICE,
    ),
    *pages(
        EXPERIMENTS,
        experiment_pages.experiments,
        name="service-experiments",
        action=Action.SEE_SERVICE,
    ),
    route(
        f"{EXPERIMENTS}begin",
        experiment_path.begin,
        name="experiment-begin",
        action=Action.PLAN_EXPERIMENT,
    ),
    route(
        f"{EXPERIMENTS}drafts/<int:draft>/check/",
        experiment_path.check,
        name="experiment-check",
        action=Action.PLAN_EXPERIMENT,
    ),
    route(
        f"{EXPERIMENTS}drafts/<int:draft>/drop",
        experiment_path.drop,
        name="experiment-drop",
        action=Action.PLAN_EXPERIMENT,
    ),
    route(
        f"{EXPERIMENTS}drafts/<int:draft>/<slug:step>/",
        experiment_path.step,
        name="experiment-step",
        action=Action.PLAN_EXPERIMENT,
    ),
    *pages(
        f"{EXPERIMENTS}<slug:experiment>/",
        experiment_pages.experiment,
        name="experiment",
        action=Action.SEE_SERVICE,
    ),
    *pages(
        f"{EXPERIMENTS}<slug:experiment>/looks/<slug:day>/",
        experiment_pages.ahead,
        name="experiment-ahead",
        action=Action.SEE_SERVICE,
    ),
    *(
        route(
            f"{EXPERIMENTS}<slug:experiment>/{name}/",
            experiment_acts.act_page(name),
            name=f"experiment-{name}-act",
            action=ACTIONS[name],
        )
        for name in ACTS
    ),
    *pages(
        "services/<slug:service>/data/files/",
        data_files.files,
        name="service-files",
        action=Action.LOAD_DATA,
    ),
    route(
        "services/<slug:service>/data/files/add",
        data_files.add,
        name="service-file-add",
        action=Action.LOAD_DATA,
    ),
    route(
        "services/<slug:service>/data/folder",
        data_files.folder,
        name="service-folder",
        action=Action.LOAD_DATA,
    ),
    *pages(
        "services/<slug:service>/data/files/<int:file>/",
        data_files.one_file,
        name="service-file",
        action=Action.LOAD_DATA,
    ),
    *(
        route(
            f"services/<slug:service>/data/files/<int:file>/{name}",
            view,
            name=f"service-file-{name}",
            action=Action.LOAD_DATA,
        )
        for name, view in (
            ("accept", data_files.accept),
            ("afresh", data_files.afresh),
            ("answer", data_files.answer),
            ("refuse", data_files.refuse),
            ("rejected", data_files.rejected),
            ("stop", data_files.stop),
        )
    ),
    *pages("trail/", trail_page.trail, name="trail", action=Action.SEE_TRAIL),
    route(
        ".well-known/security.txt",
        security_txt.security_txt,
        name="security-txt",
        action=Action.OPEN_DOOR,
    ),
    route(
        "services/<slug:service>/charts/<slug:chart>.csv",
        one_service.chart_csv,
        name="service-chart-csv",
        action=Action.SEE_SERVICE,
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
