"""The way to a plan, a page at a time; what was typed is kept at every step."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from mersey.errors import EvidenceError, MerseyError
from mersey.evidence.experiment import Experiment
from mersey.evidence.kept import version_paths
from mersey.evidence.plan_text import plan_text
from mersey.report.design_words import design_lines
from mersey.report.evidence_plan_words import plan_rows
from mersey.report.evidence_unstarted import power_section, remark_sections
from mersey.scratch import write_whole
from mersey.web import audit_trail, page_time
from mersey.web.accounts.typed_kept import typed_before
from mersey.web.experiments.drafting import IDEA, DraftPath, proposed, way_of
from mersey.web.experiments.form_questions import LONGEST, read, typed
from mersey.web.experiments.place import find, folder_of
from mersey.web.models import ExperimentDraft
from mersey.web.tabs import tabs
from mersey.wording import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from mersey.web.experiments.drafting import Proposed
    from mersey.web.experiments.path_setting import PathPage
    from mersey.web.routing import Visit

CHECK: Final = "check"

OF_IDEA: Final = ("outcome", "title", "question", "change", "why", "owner")
"""What an idea says already."""


def begin(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A new draft, at its first question.

    A form elsewhere may send what is known already: `idea`, the id of an idea whose words
    are taken, or `title` and `change`, such as a promise of the board.

    Raises:
        Http404: There is no such idea.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    now = page_time.now()
    draft = ExperimentDraft.objects.create(
        service=visit.of,
        author=visit.who.person,
        answers=_known(request, visit),
        begun=now,
        changed=now,
    )
    return _to(draft, "outcome")


def _known(request: HttpRequest, visit: Visit) -> dict[str, str]:
    name = request.POST.get("idea", "")
    if not name:
        said = {field: request.POST.get(field, "") for field in ("title", "change")}
        return {
            field: words.strip()[:LONGEST] for field, words in said.items() if words
        }
    try:
        found = find(visit.of, name)
    except MerseyError as error:
        raise Http404 from error
    if found is None or isinstance(found.plan, Experiment):
        raise Http404
    words = {field: getattr(found.plan, field) for field in OF_IDEA}
    return {**words, IDEA: found.plan.id}


def step(request: HttpRequest, visit: Visit, draft: int, step: str) -> HttpResponse:
    """One page of the way.

    Raises:
        Http404: It is nobody's draft, another's, or has no such page.
    """
    found = _draft(visit, draft)
    try:
        way = way_of(found)
    except MerseyError as error:
        return _stopped(request, visit, error)
    page = way.step(step)
    if page is None:
        raise Http404
    if request.method != "POST":
        kept = typed_before(request, visit.who.person)
        said = typed(page.asks, kept) if kept else {}
        return _asked(request, way, page, raw={**way.raw, **said})
    return _answered(request, way, page)


def _draft(visit: Visit, key: int) -> ExperimentDraft:
    found: ExperimentDraft | None = ExperimentDraft.objects.filter(
        pk=key, service=visit.of, author=visit.who.person
    ).first()
    if found is None:
        raise Http404
    return found


def _answered(request: HttpRequest, way: DraftPath, page: PathPage) -> HttpResponse:
    """Keep what was typed, whatever it is; go on where it is right."""
    said = typed(page.asks, request.POST)
    clash = _clash(way, page, request.POST.get("revision", ""), said)
    if clash:
        return _asked(request, way, page, raw={**way.raw, **said}, clash=clash)
    draft = way.draft
    _keep(draft, page.name, said)
    way = way_of(draft)
    page = way.step(page.name) or page
    if way.wrong(page):
        return _asked(request, way, page, raw=way.raw, wrong=way.wrong(page))
    after = way.after(page)
    is_done = request.POST.get("to") == CHECK and way.unfinished is None
    return _to(draft, CHECK if after is None or is_done else after.name)


def _keep(draft: ExperimentDraft, page: str, said: Mapping[str, str]) -> None:
    draft.answers = {**draft.answers, **said}
    draft.revisions = {**draft.revisions, page: draft.revisions.get(page, 0) + 1}
    draft.changed = page_time.now()
    draft.save()


def _clash(
    way: DraftPath, page: PathPage, revision: str, said: Mapping[str, str]
) -> Mapping[str, str]:
    """What the page says by now, where it was changed in another window meanwhile."""
    now = way.draft.revisions.get(page.name, 0)
    if now == 0 or revision == str(now):
        return {}
    there = {name: way.raw.get(name, "") for name in said}
    return {} if there == dict(said) else there


def _asked(
    request: HttpRequest,
    way: DraftPath,
    page: PathPage,
    *,
    raw: Mapping[str, str],
    **told: Any,
) -> HttpResponse:
    wrong = told.get("wrong", {})
    clash = told.get("clash", {})
    before = way.before(page)
    service = way.draft.service
    context = {
        "service": service,
        "tabs": tabs(service, here="service-experiments", who=request.visit.who),
        "draft": way.draft,
        "step": page,
        "place": way.steps.index(page) + 1,
        "n_steps": len(way.steps),
        "before": before.name if before else "",
        "raw": raw,
        "wrong": wrong,
        "clash": clash,
        "revision": way.draft.revisions.get(page.name, 0),
        "to": request.POST.get("to") or request.GET.get("to", ""),
    }
    status = 409 if clash else 422 if wrong else 200
    response: HttpResponse = render(
        request, "experiments/step.html.j2", context, status=status
    )
    return response


def check(request: HttpRequest, visit: Visit, draft: int) -> HttpResponse:
    """All answers, the plan proposed from them, and what it could see; sent, it is written.

    Raises:
        Http404: It is nobody's draft, or another's.
    """
    found = _draft(visit, draft)
    try:
        way = way_of(found)
        if way.unfinished is not None:
            return _to(found, way.unfinished.name)
        plan = proposed(way)
    except MerseyError as error:
        return _stopped(request, visit, error)
    if request.method != "POST":
        return _checked(request, way, plan)
    try:
        _write(way, plan, visit)
    except MerseyError as error:
        problem = f"{error.problem} {error.next_step}".strip()
        return _checked(request, way, plan, problem=problem)
    messages.success(
        request,
        "The plan is written. Somebody who did not write it reads and freezes it.",
    )
    return redirect("experiment", service=visit.of.slug, experiment=plan.plan.id)


def _checked(
    request: HttpRequest, way: DraftPath, found: Proposed, *, problem: str = ""
) -> HttpResponse:
    service, setting = way.draft.service, way.setting
    context = {
        "service": service,
        "tabs": tabs(service, here="service-experiments", who=request.visit.who),
        "draft": way.draft,
        "title": found.plan.title,
        "answers": [_told(way, step) for step in way.steps],
        "rows": plan_rows(found.plan, titles=setting.titles)[3:-1],
        "because": [(one.field, one.text) for one in found.proposal.because],
        "design": list(design_lines(found.proposal.design, found.proposal.others)),
        "sections": (
            *power_section(found.plan, found.power, case_word=setting.pack.case_word),
            *remark_sections(found.remarks),
        ),
        "why_not": found.why_not,
        "problem": problem,
        "last": way.steps[-1].name,
    }
    status = 409 if problem else 200
    response: HttpResponse = render(
        request, "experiments/check.html.j2", context, status=status
    )
    return response


def _told(way: DraftPath, step: PathPage) -> dict[str, Any]:
    """The answers of a page, as they are shown to be checked."""
    rows = []
    for ask in step.asks:
        said = " ".join(filter(None, (way.raw.get(name, "") for name in ask.names)))
        options = {one.value: one.text for one in ask.options}
        if ask.kind == "tick":
            said = "Yes" if said else "No"
        elif ask.kind == "date":
            said = day(read((ask,), way.raw)[0][ask.name])
        elif said and ask.unit:
            said = f"{said} {ask.unit}"
        rows.append((ask.question, options.get(said, said) or "Not said"))
    return {"name": step.name, "title": step.title, "rows": rows}


@transaction.atomic
def _write(way: DraftPath, found: Proposed, visit: Visit) -> None:
    """Write the plan to its file, and its outcome where that is new.

    Raises:
        EvidenceError: The plan was frozen, or its file changed elsewhere.
    """
    draft, plan, outcome = way.draft, found.plan, way.setting.outcome
    folder = folder_of(visit.of)
    path = folder / f"{plan.id}.toml"
    if draft.experiment:
        _unchanged(draft)
    elif path.exists() and plan.id != draft.answers.get(IDEA):
        msg = f'There is a file "{path.name}" already.'
        raise EvidenceError(msg, next_step="Give the plan another name.")
    folder.mkdir(parents=True, exist_ok=True)
    if outcome is not None and outcome.id not in way.setting.outcomes:
        write_whole(folder / f"{outcome.id}.toml", plan_text(outcome).encode())
    text = plan_text(plan).encode()
    write_whole(path, text)
    answers = dict(draft.answers)
    if outcome is not None:
        answers["outcome"] = outcome.id
    draft.answers = answers
    draft.experiment, draft.written = plan.id, hashlib.sha256(text).hexdigest()
    draft.changed = page_time.now()
    draft.save()
    audit_trail.add(
        "planned an experiment",
        by=visit.who.person,
        place=f"services/{visit.of.slug}/experiments/{plan.id}",
        details={"sha256": draft.written},
        at=page_time.now(),
    )


def _unchanged(draft: ExperimentDraft) -> None:
    path = folder_of(draft.service) / f"{draft.experiment}.toml"
    if version_paths(path):
        msg = "The plan is frozen: these answers cannot change it any more."
        raise EvidenceError(msg, next_step="Change its file, and freeze it anew.")
    there = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    if there != draft.written:
        msg = f'"{path.name}" was changed elsewhere since it was written from here.'
        hint = "Compare it with these answers, and change the file."
        raise EvidenceError(msg, next_step=hint)


def drop(request: HttpRequest, visit: Visit, draft: int) -> HttpResponse:
    """A draft that became no plan, thrown away by the one who began it.

    Raises:
        Http404: It is nobody's draft, another's, or a plan by now.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = _draft(visit, draft)
    if found.experiment:
        raise Http404
    found.delete()
    messages.success(request, "The draft is gone.")
    return redirect("service-experiments", service=visit.of.slug)


def _to(draft: ExperimentDraft, page: str) -> HttpResponse:
    parts = {"service": draft.service.slug, "draft": draft.pk}
    if page == CHECK:
        return redirect("experiment-check", **parts)
    return redirect("experiment-step", **parts, step=page)


def _stopped(request: HttpRequest, visit: Visit, error: MerseyError) -> HttpResponse:
    context = {
        "service": visit.of,
        "tabs": tabs(visit.of, here="service-experiments", who=visit.who),
        "problem": error.problem,
        "next_step": error.next_step,
        "folder": folder_of(visit.of).name,
    }
    response: HttpResponse = render(
        request, "experiments/broken.html.j2", context, status=409
    )
    return response
