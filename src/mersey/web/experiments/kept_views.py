"""What the page of an experiment says, worked out once and kept beside the store.

`logs/<service>/<log version>/experiments/<id>/<kind>-<key>.json`; the key is of the plan,
its frozen versions, its trail and the look, so that whatever changes what is said changes
the name. Planned looks are written in the trail as they are read.
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from pydantic import TypeAdapter

from mersey.errors import EvidenceError, UnknownName
from mersey.evidence.experiment import Experiment
from mersey.evidence.kept import add_look
from mersey.evidence.looking import look, look_due
from mersey.evidence.plan_checks import remarks
from mersey.evidence.plan_power import power_of_plan
from mersey.evidence.sealed import sealed
from mersey.evidence.states import State, milestones
from mersey.evidence.trail import EntryKind
from mersey.report.evidence_json import sealed_json, verdict_json
from mersey.report.evidence_page import sealed_view, verdict_view
from mersey.report.evidence_plan_json import plan_json
from mersey.report.evidence_plan_words import pack_titles
from mersey.report.evidence_unstarted import Unstarted, unstarted_view
from mersey.report.view import EvidenceView, NoteView
from mersey.scratch import write_whole
from mersey.web import audit_trail, page_time
from mersey.web.experiments.logs import cases_and_mix, known_names
from mersey.web.kept_files import forget_others

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mersey.evidence.looking import Looked
    from mersey.evidence.plan_checks import Remark
    from mersey.evidence.power import Power
    from mersey.web.experiments.place import Found

A_DAY: Final = timedelta(days=1)

UNSTARTED: Final = frozenset({State.IDEA, State.PLANNED, State.FROZEN})

SCHEMA: Final = "mersey.kept-experiment/1"

_VIEWS: Final = TypeAdapter(EvidenceView)

_MAKING: Final = threading.Lock()
"""One at a time: each takes a processor for a second or more."""


@dataclass(frozen=True, kw_only=True)
class KeptView:
    """What a page says: in words and drawings, and as data.

    Attributes:
        key: Of all that it was made from.
    """

    view: EvidenceView
    data: dict[str, Any]
    key: str


def due_of(found: Found) -> date | None:
    """The look that is to be read now; None: the comparison is sealed, or unstarted."""
    plan = found.counted
    if found.state in UNSTARTED or not isinstance(plan, Experiment):
        return None
    return look_due(plan, found.log.as_at)


def view_of(found: Found) -> KeptView:
    """What is to be said of the experiment now: never a comparison before its first look.

    Raises:
        EvidenceError: The log cannot carry the plan.
        UnknownName: The log has not what the plan speaks of.
    """
    due = due_of(found)
    if due is not None:
        return _kept(found, f"look-{due}", lambda: _verdict(found, due))
    if found.state in UNSTARTED or not found.log.version:
        return _kept(found, "plan", lambda: _unstarted(found))
    return _kept(found, "sealed", lambda: _sealed(found))


def look_ahead(found: Found, on: date) -> KeptView:
    """What a look ahead of time found that stands in the trail.

    Raises:
        EvidenceError: The log cannot carry the plan.
        LookupError: Nobody looked ahead of time on that day.
    """
    if not any(
        one.data["on"] == on.isoformat() for one in found.kept.trail.looks_ahead
    ):
        msg = "nobody looked ahead of time on that day"
        raise LookupError(msg)
    return _kept(found, f"ahead-{on}", lambda: _verdict(found, on))


def _kept(
    found: Found, kind: str, make: Callable[[], tuple[EvidenceView, dict[str, Any]]]
) -> KeptView:
    key = key_of(found, kind)
    if not found.log.version:
        view, data = make()
        return KeptView(view=view, data=data, key=key)
    place = _folder(found) / f"{kind}-{key}.json"
    if not place.is_file():
        with _MAKING:
            if not place.is_file():
                _make(place, make)
    told = json.loads(place.read_text(encoding="utf-8"))
    return KeptView(
        view=_VIEWS.validate_python(told["view"]), data=told["data"], key=key
    )


def _folder(found: Found) -> Path:
    logs: Path = settings.SITE.workspace / "logs"
    service = str(found.service.slug)
    return logs / service / found.log.version / "experiments" / found.plan.id


def _make(place: Path, make: Callable[[], tuple[EvidenceView, dict[str, Any]]]) -> None:
    view, data = make()
    told = {
        "schema": SCHEMA,
        "view": _VIEWS.dump_python(view, mode="json"),
        "data": data,
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, allow_nan=False)
    write_whole(place, text.encode())
    forget_others(place)


def key_of(found: Found, kind: str) -> str:
    """Of everything that the page is made from; 16 hexadecimal digits."""
    outcome = found.outcome.model_dump_json() if found.outcome else ""
    trail = found.kept.trail
    told = [
        one.hash
        for one in trail.entries
        if not (one.kind is EntryKind.LOOK and one.data["planned"])
    ]
    of = [
        settings.SITE_BUILD,
        found.log.version,
        found.log.as_at.isoformat(),
        kind,
        found.plan.model_dump_json(),
        outcome,
        *(version.seal for version in found.kept.versions),
        *told,
    ]
    return hashlib.sha256("\0".join(of).encode()).hexdigest()[:16]


def _around(found: Found) -> dict[str, Any]:
    return {
        "outcome": found.outcome,
        "kept": found.kept,
        "titles": pack_titles(found.pack),
        "case_word": found.pack.case_word,
    }


def _unstarted(found: Found) -> tuple[EvidenceView, dict[str, Any]]:
    power, why_not = _power(found)
    told: tuple[Remark, ...] = ()
    if isinstance(found.plan, Experiment):
        known = known_names(found.service.slug, found.log.version)
        told = remarks(found.plan, outcome=found.outcome, known=known)
    kept = found.kept
    view = unstarted_view(
        Unstarted(
            plan=found.plan,
            kept=kept,
            as_at=found.log.as_at,
            outcome=found.outcome,
            remarks=told,
            power=power,
            why_not=why_not,
        ),
        titles=pack_titles(found.pack),
        case_word=found.pack.case_word,
    )
    way = milestones(
        found.plan,
        versions=kept.versions,
        trail=kept.trail,
        as_at=found.log.as_at,
    )
    data = plan_json(
        found.plan,
        state=found.state,
        way=way,
        remarks=told,
        versions=kept.versions,
        entries=kept.trail.entries,
    )
    return view, data


def _power(found: Found) -> tuple[Power | None, str]:
    plan = found.counted
    if not isinstance(plan, Experiment):
        return None, ""
    if not found.log.version:
        return None, "No log of the service was loaded yet."
    try:
        cases, _ = cases_and_mix(found.service.slug, plan, until=found.log.as_at)
        return power_of_plan(plan, cases), ""
    except (EvidenceError, UnknownName) as error:
        return None, error.problem


def _sealed(found: Found) -> tuple[EvidenceView, dict[str, Any]]:
    frozen = found.kept.frozen
    if frozen is None:
        msg = "nothing is sealed that is not frozen"
        raise LookupError(msg)
    cases, _ = cases_and_mix(
        found.service.slug,
        frozen.plan,
        until=found.log.as_at,
        trail=found.kept.trail,
    )
    stands = sealed(frozen.plan, cases)
    power, _ = _power(found)
    smallest = power.looks[0].smallest if power else None
    view = sealed_view(stands, smallest=smallest, **_around(found))
    return view, sealed_json(stands, frozen, log_version=found.log.version)


def _verdict(found: Found, on: date) -> tuple[EvidenceView, dict[str, Any]]:
    frozen = found.kept.frozen
    if frozen is None:
        msg = "nothing is judged that is not frozen"
        raise LookupError(msg)
    looked = look_and_remember(found, on)
    view = verdict_view(looked, **_around(found))
    titles = pack_titles(found.pack)
    data = verdict_json(looked, frozen, log_version=found.log.version, titles=titles)
    return _without_prompt(view), data


def look_and_remember(found: Found, on: date) -> Looked:
    """What a look on a day finds; a planned one stands in both trails from then on.

    Raises:
        EvidenceError: The log does not reach the look, or cannot carry the plan.
    """
    looked = looked_on(found, on)
    plan = found.counted
    if isinstance(plan, Experiment) and on >= (plan.first_look or date.max):
        _remember(found, looked)
    return looked


def looked_on(found: Found, on: date, *, n_more: int = 0) -> Looked:
    """What a look on a day finds.

    Args:
        found: The experiment, frozen.
        on: The day.
        n_more: Looks ahead of time that are not in the trail yet.

    Raises:
        EvidenceError: The log does not reach the look, or cannot carry the plan.
    """
    plan, trail = found.counted, found.kept.trail
    if not isinstance(plan, Experiment):
        msg = "An idea has nothing to look at."
        raise EvidenceError(msg, next_step="Plan it first.")
    slug = found.service.slug
    cases, mix = cases_and_mix(slug, plan, until=found.log.as_at, trail=trail)
    return look(
        plan,
        cases,
        on=on,
        n_ahead=len(trail.looks_ahead) + n_more,
        notes=tuple(str(one.data["text"]) for one in trail.notes),
        mix=mix,
    )


def _remember(found: Found, looked: Looked) -> None:
    """Write a planned look in both trails, the same one once."""
    verdict = looked.verdict
    n = len(found.kept.trail.entries)
    made = add_look(found.path, verdict.look, verdict.kind, at=page_time.now())
    if made.seq > n:
        audit_trail.add(
            "looked at an experiment",
            by=None,
            place=f"services/{found.service.slug}/experiments/{found.plan.id}",
            details={
                "on": verdict.look.on.isoformat(),
                "kind": verdict.look.kind.value,
            },
            at=page_time.now(),
        )


def _without_prompt(view: EvidenceView) -> EvidenceView:
    """The view without what is typed at a prompt: a page has forms."""
    return replace(
        view,
        sections=tuple(
            replace(
                one,
                blocks=tuple(b for b in one.blocks if not isinstance(b, NoteView)),
            )
            if one.id == "decide"
            else one
            for one in view.sections
        ),
    )
