"""What a page sets into a board: links, and forms where something may be typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.middleware.csrf import get_token
from django.template import engines
from django.urls import reverse
from markupsafe import Markup, escape

from mersey.report.board import REASONS, Slots
from mersey.web.boards.typed_changes import undoable
from mersey.web.boards.typed_in import askable
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from mersey.report.board import BoardView
    from mersey.web.boards.one_board import ShownBoard
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

MOST_NAMED: Final = 60
"""Cases that a form offers by name: those that have a card. Any other can be written."""

SAID: Final = {
    ("blocker", True): "The blocker is noted.",
    ("blocker", False): "The blocker is changed.",
    ("promise", True): "The promise is noted.",
    ("promise", False): "The promise is changed.",
    ("limit", True): "The limit is set.",
    ("limit", False): "The limit is changed.",
}


def slots_of(
    request: HttpRequest,
    visit: Visit,
    shown: ShownBoard,
    view: BoardView,
    *,
    may_type: bool,
) -> Slots:
    """Links for everybody who sees the board, forms for those who may type on it."""
    tools, trying = _tools(visit.of, shown), _on_trying(visit.of, view)
    if not may_type:
        return Slots(tools=tools, trying=trying)
    set_in = engines["jinja2"].env.get_template("board/forms.html.j2").module
    service = visit.of
    key = shown.case_of(request.GET.get("case", ""))
    case = shown.names.called(key).text if key else ""
    return Slots(
        tools=tools,
        trying=trying,
        new_experiment=set_in.set_link(
            _to("service-experiments", service), "Try a small change"
        ),
        limits=set_in.set_link(_to("board-limits", service), "Change limits")
        + _saved(set_in, request, visit, "limit"),
        card=_on_cards(set_in, service, shown),
        note_blocker=set_in.set_note_blocker(
            blocker_form(
                request,
                visit,
                shown,
                texts={"case": case, "since": text_of(shown.today)},
            ),
            undo_form(request, visit, "blocker"),
        ),
        blocker=_on_blockers(set_in, service, view),
        promise=_on_promises(set_in, request, visit, view),
        next_step=set_in.set_next_step(
            promise_form(request, service, texts={}),
            undo_form(request, visit, "promise"),
        )
        if shown.board.steps.has_room
        else _saved(set_in, request, visit, "promise"),
    )


def blocker_form(
    request: HttpRequest,
    visit: Visit,
    shown: ShownBoard,
    *,
    texts: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    record: Any = None,
) -> dict[str, Any]:
    """What the template of a blocker's form sets; `record` is the one that is changed."""
    cards = [card.case for one in shown.board.columns for card in one.cards]
    names = [shown.names.called(case.key).text for case in cards[:MOST_NAMED]]
    return _form(request, texts, errors, record) | {
        "prefix": "blocker-",
        "action": _to("board-blocker", visit.of, blocker=record.pk)
        if record
        else _to("board-blockers", visit.of),
        "case_word": shown.board.facts.case_word,
        "cases": names,
        "reasons": [(one.value, words) for one, words in REASONS.items()],
        "teams": [(one, one) for one in askable(visit.of, visit.who)],
        "is_open": bool(texts.get("case")),
        "is_cleared": record is not None and record.cleared is not None,
    }


def promise_form(
    request: HttpRequest,
    service: CouncilService,
    *,
    texts: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    record: Any = None,
) -> dict[str, Any]:
    """What the template of a promise's form sets."""
    return _form(request, texts, errors, record) | {
        "prefix": "promise-",
        "action": _to("board-promise", service, promise=record.pk)
        if record
        else _to("board-promises", service),
    }


def limits_form(
    request: HttpRequest,
    service: CouncilService,
    *,
    texts: Mapping[str, str],
    columns: list[dict[str, Any]],
    errors: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What the template of the form of limits sets."""
    return _form(request, texts, errors, None) | {
        "prefix": "",
        "action": _to("board-limits", service),
        "columns": columns,
    }


def undo_form(request: HttpRequest, visit: Visit, kind: str) -> dict[str, Any] | None:
    """What undoes the last thing that the person typed; None where nothing can be."""
    last = undoable(visit.of, visit.who.person, (kind,))
    if last is None:
        return None
    return {
        "action": _to("board-undo", visit.of),
        "csrf": _csrf(request),
        "change": last.pk,
        "said": SAID[kind, not last.before],
    }


def _form(
    request: HttpRequest,
    texts: Mapping[str, str],
    errors: Mapping[str, str] | None,
    record: Any,
) -> dict[str, Any]:
    return {
        "texts": texts,
        "errors": errors or {},
        "csrf": _csrf(request),
        "version": record.version if record is not None else "",
    }


def _saved(set_in: Any, request: HttpRequest, visit: Visit, kind: str) -> str:
    return str(set_in.set_saved(undo_form(request, visit, kind)))


def _on_cards(
    set_in: Any, service: CouncilService, shown: ShownBoard
) -> dict[str, str]:
    """A link to the form of blockers on each card that has none."""
    board = _to("service-board", service)
    free = [
        card.case.key
        for one in shown.board.columns
        for card in one.cards
        if card.blocker is None
    ]
    return {
        key: Markup('<p class="board-tools">')
        + set_in.set_link(
            f"{board}?case={name.id.removeprefix('case-')}",
            "Blocked?",
            name.text,
            "note-blocker",
        )
        + Markup("</p>")
        for key, name in ((key, shown.names.called(key)) for key in free)
    }


def _on_blockers(
    set_in: Any, service: CouncilService, view: BoardView
) -> dict[str, str]:
    return {
        row.id: set_in.set_link(
            _to("board-blocker", service, blocker=row.id), "Change", row.called.text
        )
        for row in view.blocked
    }


def _on_trying(service: CouncilService, view: BoardView) -> dict[str, str]:
    """A link from each experiment to its page."""
    return {
        one.id: Markup('<p class="board-tools"><a href="{}">{}</a></p>').format(
            _to("experiment", service, experiment=one.id), "Look at it together"
        )
        for one in view.trying
        if one.mark != "unknown"
    }


def _on_promises(
    set_in: Any, request: HttpRequest, visit: Visit, view: BoardView
) -> dict[str, str]:
    """What may be done with each promise; one that is not done may become an experiment."""
    service, begin = visit.of, _to("experiment-begin", visit.of)
    may_plan = visit.who.may(Action.PLAN_EXPERIMENT, service)
    return {
        one.id: Markup("")
        + set_in.set_link(
            _to("board-promise", service, promise=one.id),
            "Change" if one.is_done else "Done?",
            one.words,
        )
        + (
            set_in.set_begin(begin, _csrf(request), one.words)
            if may_plan and not one.is_done
            else ""
        )
        for one in (*view.before, *view.this_week)
    }


def _tools(service: CouncilService, shown: ShownBoard) -> Markup:
    """The wall, the Monday before, this Monday, and the boards of teams."""
    board, monday = _to("service-board", service), shown.board.facts.week.monday
    before = monday - timedelta(weeks=1)
    links = [(_to("board-wall", service), "Full screen")] if shown.is_now else []
    links.append((f"{board}?week={before.isoformat()}", "The Monday before"))
    if not shown.is_now:
        links.append((board, "This Monday"))
    said = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(address, words) for address, words in links
    )
    return Markup('<span class="board-tools">{}</span>').format(said)


def text_of(value: Any) -> str:
    """A value as a field of a form shows it."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _csrf(request: HttpRequest) -> Markup:
    token = escape(get_token(request))
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(
        token
    )


def _to(route: str, service: CouncilService, **parts: Any) -> str:
    return str(reverse(route, kwargs={"service": service.slug, **parts}))
