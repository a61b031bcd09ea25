"""What is typed on a board: each form is a plain POST and goes back to where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from mersey.answer.board.columns import limit_of
from mersey.web.accounts.typed_kept import typed_before
from mersey.web.boards import forms, typed_changes
from mersey.web.boards.one_board import shown_board
from mersey.web.boards.slots import blocker_form, limits_form, promise_form, text_of
from mersey.web.boards.typed_in import askable
from mersey.web.models import BoardBlocker, BoardLimit, BoardPromise
from mersey.web.numbers_sent import version_sent
from mersey.web.pages.page_notes import back_to_notes, page_of_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from mersey.answer.board.columns import ColumnFacts
    from mersey.web.boards.one_board import ShownBoard
    from mersey.web.routing import Visit

WAS_WRONG: Final = 422
IN_CONFLICT: Final = 409

THEIRS: Final = {
    "reason": "It waits for",
    "words": "In a few words",
    "next_step": "Next step",
    "who": "Who",
    "by": "By",
    "since": "Blocked since",
    "cleared": "Unblocked",
    "for_team": "Shown to",
    "done": "Done",
    "note": "How it went",
}
"""Fields that are told where two people changed the same thing."""


def blockers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A form for a new blocker; a POST notes it."""
    shown = _shown(request, visit)
    if request.method != "POST":
        texts = {"case": request.GET.get("case", ""), "since": text_of(shown.today)}
        texts |= typed_before(request, visit.who.person)
        return _blocker_page(request, visit, shown, forms.Filled(texts=texts))
    filled = _blocker_filled(request, visit, shown)
    if filled.errors:
        return _blocker_page(request, visit, shown, filled)
    made = typed_changes.add("blocker", visit.of, filled.fields, by=visit.who.person)
    return _back(visit, f"blocker-{made.pk}")


def blocker(request: HttpRequest, visit: Visit, blocker: int) -> HttpResponse:
    """The form of a blocker that is there; a POST changes it, or says it is unblocked.

    Raises:
        Http404: The service has no such blocker.
    """
    record = _record(BoardBlocker, visit, blocker)
    shown = _shown(request, visit)
    if request.method != "POST":
        texts = {**_texts(record, shown), **typed_before(request, visit.who.person)}
        return _blocker_page(
            request, visit, shown, forms.Filled(texts=texts), record=record
        )
    filled = _blocker_filled(request, visit, shown, key=record.case_key)
    if filled.errors:
        return _blocker_page(request, visit, shown, filled, record=record)
    cleared = request.POST.get("cleared")
    if cleared is not None:
        filled.fields["cleared"] = shown.today if cleared == "yes" else None
    try:
        _changed(request, visit, "blocker", record, filled.fields)
    except typed_changes.ChangedMeanwhileError as error:
        return _blocker_page(
            request, visit, shown, filled, record=error.record, is_conflict=True
        )
    return _back(visit, "blocked" if cleared == "yes" else f"blocker-{record.pk}")


def promises(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A form for a new promise; a POST makes it."""
    shown = _shown(request, visit)
    if request.method != "POST":
        texts = typed_before(request, visit.who.person)
        return _promise_page(request, visit, forms.Filled(texts=texts))
    filled = forms.promise_form(request.POST.dict())
    if not shown.board.steps.has_room:
        filled.errors["words"] = "Two promises are enough for one week."
    if filled.errors:
        return _promise_page(request, visit, filled)
    fields = {**filled.fields, "made": shown.today}
    made = typed_changes.add("promise", visit.of, fields, by=visit.who.person)
    return _back(visit, f"promise-{made.pk}")


def promise(request: HttpRequest, visit: Visit, promise: int) -> HttpResponse:
    """The form of a promise that is there; a POST says whether it is done, and how it went.

    Raises:
        Http404: The service has no such promise.
    """
    record = _record(BoardPromise, visit, promise)
    if request.method != "POST":
        texts = {**_texts(record), **typed_before(request, visit.who.person)}
        filled = forms.Filled(texts=texts)
        return _promise_page(request, visit, filled, record=record)
    filled = forms.promise_form(request.POST.dict())
    filled.text("note")
    if filled.errors:
        return _promise_page(request, visit, filled, record=record)
    is_done = request.POST.get("done") == "yes"
    today = _shown(request, visit).today
    filled.fields["done"] = (record.done or today) if is_done else None
    try:
        _changed(request, visit, "promise", record, filled.fields)
    except typed_changes.ChangedMeanwhileError as error:
        return _promise_page(
            request, visit, filled, record=error.record, is_conflict=True
        )
    return _back(visit, f"promise-{record.pk}")


def limits(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of the team's limits; a POST sets those that were changed."""
    shown = _shown(request, visit)
    columns = [one.facts for one in shown.board.columns]
    if request.method != "POST":
        typed = typed_before(request, visit.who.person)
        filled = forms.Filled(texts=typed) if typed else None
        return _limits_page(request, visit, columns, filled=filled)
    sent = request.POST.dict()
    titles = [sent[f"column-{n}"] for n in range(len(sent)) if f"column-{n}" in sent]
    filled = forms.limits_form(sent, titles)
    if filled.errors:
        return _limits_page(request, visit, columns, filled=filled)
    try:
        with transaction.atomic():
            for n, title in enumerate(titles):
                _set_limit(visit, title, filled.fields[title], sent.get(f"version-{n}"))
    except typed_changes.ChangedMeanwhileError as error:
        return _limits_page(request, visit, columns, filled=filled, record=error.record)
    return _back(visit, "waiting")


def undo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The last change of the person is taken back, where nobody changed it since."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    last = typed_changes.undoable(visit.of, visit.who.person)
    if last is None or str(last.pk) != request.POST.get("change"):
        return _back(visit, "blocked")
    typed_changes.undo(last, by=visit.who.person)
    if last.kind == "note":
        return back_to_notes(visit.of, page_of_note(last.record))
    anchors = {"blocker": "blocked", "promise": "next", "limit": "waiting"}
    return _back(visit, anchors[last.kind])


def _shown(request: HttpRequest, visit: Visit) -> ShownBoard:
    shown = shown_board(request, visit)
    if shown is None:
        raise Http404
    return shown


def _record(model: Any, visit: Visit, pk: int) -> Any:
    found = model.objects.filter(pk=pk, service=visit.of, is_removed=False).first()
    if found is None:
        raise Http404
    return found


def _texts(record: Any, shown: ShownBoard | None = None) -> dict[str, str]:
    texts = {name: text_of(getattr(record, name, "")) for name in THEIRS}
    if shown is not None:
        texts["case"] = shown.names.called(record.case_key).text
    return texts


def _blocker_filled(
    request: HttpRequest, visit: Visit, shown: ShownBoard, *, key: str = ""
) -> forms.Filled:
    """What was sent; `key` is the case of the blocker, which may be closed by now."""
    known = shown.names.called(key).text if key else ""
    return forms.blocker_form(
        request.POST.dict(),
        case=lambda said: key if key and said == known else shown.case_of(said),
        teams=askable(visit.of, visit.who),
        today=shown.today,
    )


def _changed(
    request: HttpRequest,
    visit: Visit,
    kind: str,
    record: Any,
    fields: Mapping[str, Any],
) -> None:
    version = version_sent(request.POST.get("version", ""))
    typed_changes.change(kind, record, fields, version=version, by=visit.who.person)


def _set_limit(visit: Visit, column: str, most: Any, version: str | None) -> None:
    """Set, change or take away the limit of a column; nothing where it stays as it is."""
    by, there = visit.who.person, {"column": column}
    record = BoardLimit.objects.filter(service=visit.of, **there).first()
    is_wanted = most != ""
    if record is None:
        if is_wanted:
            typed_changes.add("limit", visit.of, {**there, "most": most}, by=by)
        return
    fields = {"most": most if is_wanted else record.most, "is_removed": not is_wanted}
    sent = version_sent(version or "")
    typed_changes.change("limit", record, fields, version=sent, by=by)


def _blocker_page(
    request: HttpRequest,
    visit: Visit,
    shown: ShownBoard,
    filled: forms.Filled,
    *,
    record: Any = None,
    is_conflict: bool = False,
) -> HttpResponse:
    form = blocker_form(
        request,
        visit,
        shown,
        texts=filled.texts,
        errors=filled.errors,
        record=record,
    )
    heading = "Change a blocker" if record else "Note a blocker"
    theirs = record if is_conflict else None
    return _page(request, visit, "blocker", form, heading, theirs=theirs)


def _promise_page(
    request: HttpRequest,
    visit: Visit,
    filled: forms.Filled,
    *,
    record: Any = None,
    is_conflict: bool = False,
) -> HttpResponse:
    form = promise_form(
        request, visit.of, texts=filled.texts, errors=filled.errors, record=record
    )
    heading = "Did we do it?" if record else "Promise a small step"
    theirs = record if is_conflict else None
    return _page(request, visit, "promise", form, heading, theirs=theirs)


def _limits_page(
    request: HttpRequest,
    visit: Visit,
    columns: list[ColumnFacts],
    *,
    filled: forms.Filled | None = None,
    record: Any = None,
) -> HttpResponse:
    own = {one.column: one for one in BoardLimit.objects.filter(service=visit.of)}
    told = [_limit_told(one, own.get(one.title)) for one in columns]
    texts = {f"limit-{place}": one["text"] for place, one in enumerate(told)}
    form = limits_form(
        request,
        visit.of,
        texts=filled.texts if filled else texts,
        columns=told,
        errors=filled.errors if filled else None,
    )
    return _page(request, visit, "limits", form, "Change limits", theirs=record)


def _limit_told(column: ColumnFacts, own: BoardLimit | None) -> dict[str, Any]:
    proposed = limit_of(column).n
    is_set = own is not None and not own.is_removed
    text = ("none" if own.most is None else str(own.most)) if own and is_set else ""
    hint = (
        f"Proposed: {proposed}. Write “none” for no limit."
        if proposed
        else "None is proposed. Write a number for one."
    )
    version = own.version if own else ""
    return {"title": column.title, "hint": hint, "text": text, "version": version}


def _page(
    request: HttpRequest,
    visit: Visit,
    kind: str,
    form: dict[str, Any],
    heading: str,
    *,
    theirs: Any = None,
) -> HttpResponse:
    """The form on a page of its own, with what is wrong, or what somebody else wrote."""
    said = {
        "service": visit.of,
        "kind": kind,
        "form": form,
        "heading": heading,
        "summary": [
            {"text": words, "href": f"#{form['prefix']}{name}"}
            for name, words in form["errors"].items()
        ],
        "theirs": _theirs(theirs) if theirs is not None else [],
        "by": str(theirs.changed_by) if theirs is not None else "",
        "back": _board(visit),
    }
    status = IN_CONFLICT if theirs is not None else 200
    if form["errors"]:
        status = WAS_WRONG
    response: HttpResponse = render(request, "board/typed.html.j2", said, status=status)
    return response


def _theirs(record: Any) -> list[tuple[str, str]]:
    if isinstance(record, BoardLimit):
        most = "no limit" if record.most is None else str(record.most)
        return [(record.column, "the proposal" if record.is_removed else most)]
    told = (
        (words, text_of(getattr(record, name, ""))) for name, words in THEIRS.items()
    )
    return [(words, text) for words, text in told if text]


def _board(visit: Visit) -> str:
    return str(reverse("service-board", kwargs={"service": visit.of.slug}))


def _back(visit: Visit, anchor: str) -> HttpResponse:
    response: HttpResponse = redirect(f"{_board(visit)}#{anchor}")
    return response
