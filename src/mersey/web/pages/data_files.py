"""The files of a service: brought, read, asked about, and accepted by a person or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mersey.errors import MerseyError
from mersey.eventlog import Workspace
from mersey.eventlog.prepared import REJECTED
from mersey.web import audit_trail
from mersey.web.jobs import arriving, queue, watching
from mersey.web.jobs.uploading import refusal, taken
from mersey.web.models import (
    AcceptedVersion,
    ArrivedFile,
    ArrivedFrom,
    FileStands,
    KeptReading,
    WatchedFolder,
)
from mersey.web.numbers_sent import number_sent
from mersey.web.page import Page, as_table
from mersey.web.pages.one_service import for_pages
from mersey.web.tabs import tabs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse

    from mersey.charts.chart import Table
    from mersey.web.routing import Visit

OF_FILE: Final = ("data", "reading")
"""Ids of the report's sections that say how a file was read."""

COLUMNS: Final = (
    *("file", "came_at", "came_from", "bytes", "state", "version"),
    *("rows_read", "rows_loaded", "rows_rejected", "rows_duplicate"),
)

MOST_LISTED: Final = 50

PART: Final = 1 << 20

MOST_HOURS: Final = 10_000

NO_HOURS: Final = "Give whole hours, such as 26, or leave it empty."

LOADED_AGAIN_S: Final = 4
"""How often a page without script asks how far a job is."""


def files(_request: HttpRequest, visit: Visit) -> Page:
    """What came for the service, what became of it, and a form to bring more."""
    return _list(visit)


def add(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A file was uploaded; or why it was not taken, on the same page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    said = refusal(request)
    if said:
        told = {**_list(visit).context(), "refused": said}
        response: HttpResponse = render(
            request, "service/files.html.j2", told, status=422
        )
        return response
    uploaded = request.FILES["file"]
    arrived = arriving.bring(
        taken(uploaded),
        visit.of,
        name=str(uploaded.name),
        came_from=ArrivedFrom.PAGE,
        by=visit.who.person,
    )
    return _to(visit, arrived)


def one_file(_request: HttpRequest, visit: Visit, file: int) -> Page:
    """Where a file stands: how far its reading is, what is asked, how it was read."""
    arrived = _of(visit, file)
    return Page(
        template="service/file.html.j2",
        context=lambda: _shown(visit, arrived),
        data=lambda: {"schema": "mersey.file/1"} | file_as_data(arrived),
        table=lambda: _table([arrived]),
    )


def answer(request: HttpRequest, visit: Visit, file: int) -> HttpResponse:
    """A question of reading was answered."""
    arrived = _of(visit, file)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    chosen = number_sent(request.POST.get("answer", ""))
    if chosen is None:
        told = {**_shown(visit, arrived), "refused": "Choose an answer."}
        response: HttpResponse = render(
            request, "service/file.html.j2", told, status=422
        )
        return response
    return _done(
        request,
        visit,
        arrived,
        lambda: arriving.answer(arrived, chosen, by=_who(visit)),
    )


def accept(request: HttpRequest, visit: Visit, file: int) -> HttpResponse:
    """What was read of the file is put in use."""
    arrived = _of(visit, file)
    return _done(
        request,
        visit,
        arrived,
        lambda: arriving.accept(arrived, by=visit.who.person),
        said="The new version is in use.",
    )


def refuse(request: HttpRequest, visit: Visit, file: int) -> HttpResponse:
    """The file is removed, and what was read of it."""
    arrived = _of(visit, file)
    return _done(
        request,
        visit,
        arrived,
        lambda: arriving.refuse(arrived, by=_who(visit)),
        said="The file was removed. What was in use is in use.",
    )


def afresh(request: HttpRequest, visit: Visit, file: int) -> HttpResponse:
    """The file is read again, without the map that is kept and without answers."""
    arrived = _of(visit, file)
    return _done(
        request, visit, arrived, lambda: arriving.read_afresh(arrived, by=_who(visit))
    )


def stop(request: HttpRequest, visit: Visit, file: int) -> HttpResponse:
    """Reading the file is stopped."""
    arrived = _of(visit, file)

    def cancel() -> None:
        if arrived.job is not None and queue.cancel(arrived.job):
            place = f"services/{visit.of.slug}"
            details = {"file": arrived.pk}
            audit_trail.add(
                "stopped a load", by=_who(visit), place=place, details=details
            )

    return _done(request, visit, arrived, cancel)


def rejected(_request: HttpRequest, visit: Visit, file: int) -> HttpResponse:
    """The rows that could not be loaded, each with its line and why.

    Raises:
        Http404: Nothing was read of the file, or its version is gone.
    """
    arrived = _of(visit, file)
    version = arrived.version
    place = settings.SITE.workspace / "logs" / visit.of.slug / version / REJECTED
    if not version or not place.is_file():
        raise Http404
    audit_trail.add(
        "took the rejected rows",
        by=_who(visit),
        place=f"services/{visit.of.slug}",
        details={"file": arrived.pk, "rows": arrived.counts.get("rejected")},
    )
    return StreamingHttpResponse(
        _parts(place),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{visit.of.slug}-rejected.csv"'
        },
    )


def _parts(place: Path) -> Iterator[bytes]:
    with place.open("rb") as file:
        while part := file.read(PART):
            yield part


def folder(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The service's folder is watched from now on, or no more."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    hours = request.POST.get("late_after_h", "").strip() or "0"
    late_after_h = number_sent(hours)
    if request.POST.get("stop"):
        watching.stop_watching(visit.of, by=_who(visit))
        messages.success(request, "The folder is not watched any more.")
    elif late_after_h is not None and late_after_h <= MOST_HOURS:
        watching.watch(visit.of, late_after_h=late_after_h, by=_who(visit))
        messages.success(request, "New files in the folder are loaded by themselves.")
    else:
        told = {**_list(visit).context(), "hours_refused": NO_HOURS, "hours": hours}
        response: HttpResponse = render(
            request, "service/files.html.j2", told, status=422
        )
        return response
    return redirect(reverse("service-files", kwargs={"service": visit.of.slug}))


def file_as_data(arrived: ArrivedFile) -> dict[str, Any]:
    """What is told of a file as JSON: in a page's and in the API's."""
    job = arrived.job
    return {
        "file": arrived.pk,
        "service": arrived.service.slug,
        "came_at": arrived.came_at.isoformat(),
        "came_from": str(arrived.came_from),
        "bytes": arrived.n_bytes,
        "state": str(arrived.stands),
        "progress": {
            "stage": job.stage if job else "",
            "share": job.share_done if job else None,
        },
        "question": arrived.question or None,
        "error": _error(arrived),
        "version": arrived.version or None,
        "rows": arrived.counts or None,
    }


def _error(arrived: ArrivedFile) -> dict[str, str] | None:
    job = arrived.job
    if job is None or not job.error:
        return None
    return {"problem": job.error, "next_step": job.next_step}


def _list(visit: Visit) -> Page:
    service = visit.of
    found = list(
        ArrivedFile.objects.filter(service=service).select_related("job", "brought_by")[
            :MOST_LISTED
        ]
    )
    kept = KeptReading.objects.filter(service=service).first()
    there = Workspace(settings.SITE.workspace).versions(service.slug)
    versions = AcceptedVersion.objects.filter(service=service, version__in=there)[
        :MOST_LISTED
    ]
    return Page(
        template="service/files.html.j2",
        context=lambda: {
            **_frame(visit),
            "files": found,
            "kept": kept,
            "versions": versions,
            "watched": WatchedFolder.objects.filter(service=service).first(),
            "inbox": watching.place_of(service),
            "largest_mb": settings.SITE_LARGEST_UPLOAD // 1_000_000,
        },
        data=lambda: {
            "schema": "mersey.files/1",
            "files": [file_as_data(one) for one in found],
        },
        table=lambda: _table(found),
    )


def _frame(visit: Visit) -> dict[str, Any]:
    return {
        "service": visit.of,
        "tabs": tabs(visit.of, here="service-data", who=visit.who),
    }


def _shown(visit: Visit, arrived: ArrivedFile) -> dict[str, Any]:
    told = {
        **_frame(visit),
        "file": arrived,
        "job": arrived.job,
        "stands": str(arrived.stands),
        "state": arrived.stands_said,
        "sections": [],
        "loaded_again_s": LOADED_AGAIN_S,
    }
    if arrived.stands == FileStands.READ:
        kept = settings.SITE_ANSWERS.kept(visit.of.slug, arrived.version)
        told["kept"] = kept
        sections = kept.view.sections if kept else ()
        told["sections"] = [for_pages(one) for one in sections if one.id in OF_FILE]
    return told


def _of(visit: Visit, file: int) -> ArrivedFile:
    found = ArrivedFile.objects.filter(service=visit.of, pk=file).first()
    if found is None:
        raise Http404
    arrived: ArrivedFile = found
    return arrived


def _done(
    request: HttpRequest,
    visit: Visit,
    arrived: ArrivedFile,
    change: Callable[[], None],
    *,
    said: str = "",
) -> HttpResponse:
    """Change it and go back to its page; say why where it cannot be changed like this."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        change()
    except MerseyError as error:
        messages.error(request, str(error))
    except LookupError:
        messages.error(request, "Somebody changed this since you loaded the page.")
    else:
        if said:
            messages.success(request, said)
    return _to(visit, arrived)


def _to(visit: Visit, arrived: ArrivedFile) -> HttpResponse:
    parts = {"service": visit.of.slug, "file": arrived.pk}
    return redirect(reverse("service-file", kwargs=parts))


def _who(visit: Visit) -> Any:
    return visit.who.person


def _table(found: list[ArrivedFile]) -> Table:
    return as_table(COLUMNS, map(_row, found))


def _row(one: ArrivedFile) -> tuple[Any, ...]:
    counts = [
        one.counts.get(name) for name in ("read", "loaded", "rejected", "duplicate")
    ]
    came = (one.pk, one.came_at.isoformat(), str(one.came_from), one.n_bytes)
    return (*came, str(one.stands), one.version or None, *counts)
