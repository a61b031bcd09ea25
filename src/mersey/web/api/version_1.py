"""`/api/v1`: services, answers, cases and files, as JSON, CSV and Parquet.

The description for other programs (OpenAPI) is at `/api/v1/openapi.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import File, NinjaAPI
from ninja.errors import HttpError
from ninja.files import UploadedFile  # noqa: TC002  (read as the program runs)
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from mersey import __version__
from mersey.errors import UnknownName
from mersey.web import audit_trail
from mersey.web.access import services_of, visitor
from mersey.web.api.token_making import allows, token_of
from mersey.web.jobs import arriving
from mersey.web.jobs.case_tables import CSV, PARQUET
from mersey.web.jobs.schedule import ask_for_answer
from mersey.web.jobs.uploading import refusal, taken
from mersey.web.kept_answers import AnswerNotYet
from mersey.web.models import ArrivedFile, ArrivedFrom
from mersey.web.page import as_json
from mersey.web.pages import data_files, one_service, service_list
from mersey.web.permissions import Action
from mersey.web.routing import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mersey.web.models import ApiToken
    from mersey.web.page import Page

RATE: Final = "120/m"
"""Requests of one token; a nightly export and a report every minute need far fewer."""

PART: Final = 1 << 20

NOT_YET: Final = "This is being worked out: ask again in a minute."


class Bearer(HttpBearer):
    """`Authorization: Bearer mersey_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, where it holds."""
        found = token_of(token)
        if found is not None:
            request.api_token = found
        return found


class PerToken(AuthRateThrottle):
    """So many requests of each token."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """What the requests of a token are counted under."""
        return f"api-token-{request.auth.pk}"


api = NinjaAPI(
    title="mersey",
    version=__version__,
    description="What the pages say, for other programs. Tokens are made in a person's"
    " account; each may what its scopes and its person's role allow.",
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
    throttle=[PerToken(RATE)],
)


@api.exception_handler(AnswerNotYet)
def being_worked_out(request: HttpRequest, why: AnswerNotYet) -> HttpResponse:
    """Ask again in a while."""
    said = {"detail": why.problem or NOT_YET}
    response = api.create_response(request, said, status=503)
    response["Retry-After"] = "20"
    return response


@api.get("/services", summary="The services that the token's person sees")
def services(request: HttpRequest) -> Any:
    """As the page of services says it."""
    visit = _visit(request, Action.SEE_SERVICE)
    return _as_page(service_list.services(request, visit))


@api.get("/services/{service}", summary="The answer about a service")
def answer(request: HttpRequest, service: str, v: str = "") -> Any:
    """What `mersey look --json` prints; `v` pins a version that was accepted."""
    visit = _visit(request, Action.SEE_SERVICE, service, version=v)
    return _as_page(one_service.overview(request, visit))


@api.get("/services/{service}/data", summary="How the log was read")
def data(request: HttpRequest, service: str, v: str = "") -> Any:
    """Mapping, columns and findings."""
    visit = _visit(request, Action.SEE_SERVICE, service, version=v)
    return _as_page(one_service.data(request, visit))


@api.get("/services/{service}/cases.csv", summary="A row for each case, as CSV")
def cases_csv(request: HttpRequest, service: str) -> Any:
    """Pseudonyms, dates and the attributes that are kept."""
    return _cases(request, service, CSV, "text/csv; charset=utf-8")


@api.get("/services/{service}/cases.parquet", summary="A row for each case, as Parquet")
def cases_parquet(request: HttpRequest, service: str) -> Any:
    """The same with its types."""
    return _cases(request, service, PARQUET, "application/vnd.apache.parquet")


@api.get("/services/{service}/files", summary="What came for a service")
def files(request: HttpRequest, service: str) -> Any:
    """Files and what became of them."""
    return _as_page(
        data_files.files(request, _visit(request, Action.LOAD_DATA, service))
    )


@api.get("/services/{service}/files/{file}", summary="Where a file stands")
def one_file(request: HttpRequest, service: str, file: int) -> Any:
    """How far its reading is, what is asked, what came of it."""
    visit = _visit(request, Action.LOAD_DATA, service)
    return _as_page(data_files.one_file(request, visit, file))


@api.post("/services/{service}/files", summary="Bring a file")
def bring(request: HttpRequest, service: str, file: UploadedFile = File(None)) -> Any:  # noqa: B008  (as ninja asks)
    """It is read by a job; where a map is kept and all is well, it is put in use."""
    visit = _visit(request, Action.LOAD_DATA, service)
    said = refusal(request)
    if said:
        raise HttpError(422, said)
    arrived = arriving.bring(
        taken(file),
        visit.of,
        name=str(file.name),
        came_from=ArrivedFrom.API,
        by=visit.who.person,
    )
    told = {"schema": "mersey.file/1"} | data_files.file_as_data(
        ArrivedFile.objects.get(pk=arrived.pk)
    )
    return api.create_response(request, told, status=202)


def _visit(
    request: HttpRequest, action: Action, service: str = "", *, version: str = ""
) -> Visit:
    """What a page would be told; with the role of the token's person.

    Raises:
        HttpError: The token's scopes do not reach so far.
        Http404: There is no such service, or the person may not.
    """
    token = request.auth
    if not allows(token, action):
        raise HttpError(403, f"This token was not made to {action}.")
    who = visitor(token.person)
    if not service:
        return Visit(who=who)
    found = services_of(who, action).filter(slug=service).first()
    if found is None:
        raise Http404
    return Visit(who=who, service=found, version=version)


def _as_page(page: Page) -> HttpResponse:
    return as_json(page.data())


def _cases(request: HttpRequest, service: str, name: str, kind: str) -> Any:
    visit = _visit(request, Action.SEE_CASES, service)
    try:
        version = settings.SITE_ANSWERS.version(visit.of.slug).rpartition("-")[0]
    except UnknownName as error:
        raise Http404 from error
    place = settings.SITE.workspace / "logs" / visit.of.slug / version / name
    if not place.is_file():
        ask_for_answer(visit.of)
        raise AnswerNotYet
    audit_trail.add(
        "took the table of cases",
        by=visit.who.person,
        place=f"services/{visit.of.slug}",
        details={"version": version, "token": request.auth.pk},
    )
    told = {"Content-Disposition": f'attachment; filename="{visit.of.slug}-{name}"'}
    return StreamingHttpResponse(_parts(place), content_type=kind, headers=told)


def _parts(place: Path) -> Iterator[bytes]:
    with place.open("rb") as file:
        while part := file.read(PART):
            yield part
