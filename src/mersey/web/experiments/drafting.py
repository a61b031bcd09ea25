"""A draft on its way to a plan: its pages, what is wrong on each, and the plan proposed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import EvidenceError, UnknownName
from mersey.evidence.measured import ShareBy, TimeToEnd
from mersey.evidence.outcome import Outcome
from mersey.evidence.plan_checks import remarks
from mersey.evidence.plan_power import power_of_plan
from mersey.evidence.propose import Answers, id_of, propose
from mersey.services import find_pack
from mersey.vocabulary import Dimension, Unit
from mersey.web import page_time
from mersey.web.experiments.form_questions import read, typed
from mersey.web.experiments.logs import cases_and_mix, shape_of
from mersey.web.experiments.path import NEW, new_outcome_step, steps
from mersey.web.experiments.path_setting import PathSetting
from mersey.web.experiments.place import folder_of, known_log, read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.evidence.experiment import Experiment, Guardrail
    from mersey.evidence.plan_checks import Remark
    from mersey.evidence.power import Power
    from mersey.evidence.propose import Proposal
    from mersey.web.experiments.path_setting import PathPage
    from mersey.web.models import ExperimentDraft

IDEA: Final = "idea"
"""The answer that names the idea which is planned."""

SHARE_OF: Final = 100
"""A share is asked for in 100, and kept from 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class DraftPath:
    """A draft with the pages that it leads over.

    Attributes:
        raw: Everything as it was typed, defaults where nothing was.
    """

    draft: ExperimentDraft
    setting: PathSetting
    steps: tuple[PathPage, ...]
    raw: Mapping[str, str]

    def step(self, name: str) -> PathPage | None:
        """The page of that name; None where this way has none."""
        return next((one for one in self.steps if one.name == name), None)

    def after(self, step: PathPage) -> PathPage | None:
        """The page after it; None after the last."""
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def before(self, step: PathPage) -> PathPage | None:
        """The page before it; None before the first."""
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def wrong(self, step: PathPage) -> dict[str, str]:
        """Name of a question → what is wrong with its answer."""
        found, wrong = read(step.asks, self.raw)
        return wrong | _between(step, found, wrong, self)

    @property
    def unfinished(self) -> PathPage | None:
        """The first page on which something is wrong; None where all is answered."""
        return next((one for one in self.steps if self.wrong(one)), None)

    def said(self) -> dict[str, Any]:
        """What all answers come to, by name."""
        return {
            name: value
            for step in self.steps
            for name, value in read(step.asks, self.raw)[0].items()
        }


def way_of(draft: ExperimentDraft) -> DraftPath:
    """The way of a draft, as far as its answers lead.

    Raises:
        EvidenceError: The service's log is read by no pack, or its folder is broken.
        UnknownName: No log was loaded.
    """
    service = draft.service
    log = known_log(service)
    if not log.pack:
        msg = "An experiment is planned from a log that a service pack reads."
        hint = "Load the service's log first, and say which kind of service it is."
        raise EvidenceError(msg, next_step=hint)
    answers = draft.answers
    outcomes = {
        name: one
        for name, one in read_all(service).outcomes.items()
        if one.service == log.pack
    }
    is_new = answers.get("outcome") == NEW
    outcome = (
        _new_outcome(answers, pack=log.pack)
        if is_new
        else outcomes.get(answers.get("outcome", ""))
    )
    is_share = (
        answers.get("measure") == "outcome"
        and outcome is not None
        and outcome.measure.unit is Unit.SHARE
    )
    setting = PathSetting(
        outcomes=outcomes,
        outcome=outcome,
        shape=shape_of(service.slug),
        pack=find_pack(log.pack),
        today=page_time.today(),
        is_share=is_share,
    )
    pages = steps(setting, is_new_outcome=is_new)
    defaults = {
        name: value
        for page in pages
        for ask in page.asks
        for name, value in ask.defaults().items()
    }
    return DraftPath(draft=draft, setting=setting, steps=pages, raw=defaults | answers)


def _new_outcome(answers: Mapping[str, str], *, pack: str) -> Outcome | None:
    """The outcome that was typed; None while something of it is missing."""
    found, wrong = read(new_outcome_step().asks, answers)
    if wrong:
        return None
    within = found["within"]
    measure = (
        ShareBy(kind="share_by", within_days=within)
        if within
        else TimeToEnd(kind="time_to_end")
    )
    worth = found["outcome-worth"]
    return Outcome.model_validate(
        {
            "schema": "mersey.outcome/1",
            "id": id_of(found["outcome-title"]),
            "title": found["outcome-title"],
            "service": pack,
            "dimension": Dimension(found["dimension"]),
            "for_whom": found["for-whom"],
            "measure": measure,
            "worth_having": worth / SHARE_OF if within else worth,
        }
    )


def _between(
    step: PathPage, found: Mapping[str, Any], wrong: Mapping[str, str], way: DraftPath
) -> dict[str, str]:
    """What is wrong between answers that are right by themselves."""
    if wrong:
        return {}
    if step.name == "prediction" and found["expects_low"] > found["expects_high"]:
        return {"expects_high": "At most must not be less than at least"}
    if step.name == "way":
        names = [one.name for one in way.setting.shape.steps]
        if names.index(found["from_step"]) >= names.index(found["to_step"]):
            return {"to_step": "The step must end after it begins"}
    if step.name == "dates" and found["picked_on"] > way.setting.today:
        return {"picked_on": "The problem cannot have been picked in days to come"}
    if step.name == "guardrails" and not any(
        value for name, value in found.items() if name.startswith("guard-")
    ):
        return (
            {"guard-1": "Keep at least one thing that must not get worse"}
            if found
            else {}
        )
    return _taken(step, found, way)


def own_id(way: DraftPath) -> str:
    """The id that the plan has already: its file's, or its idea's; else empty."""
    return str(way.draft.experiment or way.draft.answers.get(IDEA, ""))


def _taken(step: PathPage, found: Mapping[str, Any], way: DraftPath) -> dict[str, str]:
    """Names that another file has already."""
    folder = folder_of(way.draft.service)
    for page, asked in (("change", "title"), ("new-outcome", "outcome-title")):
        if step.name != page:
            continue
        name = id_of(found[asked])
        is_own = page == "change" and (own_id(way) or name) == own_id(way)
        if (folder / f"{name}.toml").exists() and not is_own:
            return {asked: "There is one of that name already: give it another"}
    return {}


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """The plan that the answers lead to, and what is to be said of it.

    Attributes:
        power: None where it is not known, and `why_not` says why.
    """

    plan: Experiment
    proposal: Proposal
    remarks: tuple[Remark, ...]
    power: Power | None
    why_not: str = ""


def proposed(way: DraftPath) -> Proposed:
    """The whole plan, proposed from the log with what people said.

    Raises:
        EvidenceError: Something is not answered yet.
    """
    if way.unfinished is not None or way.setting.outcome is None:
        msg = "Not every question is answered yet."
        raise EvidenceError(msg, next_step="Answer the rest, and come back.")
    service = way.draft.service
    log = known_log(service)
    told = tuple(sorted(typed([a for s in way.steps for a in s.asks], way.raw).items()))
    key = (
        log.version,
        log.as_at.isoformat(),
        own_id(way),
        way.setting.outcome.model_dump_json(),
        page_time.today().isoformat(),
    )
    return _proposed(_Asked(key=(*key, *told), way=way))


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A way, told from others by the key of all that its proposal is made from."""

    key: tuple[object, ...]
    way: DraftPath = field(compare=False)


@lru_cache(maxsize=32)
def _proposed(asked: _Asked) -> Proposed:
    way = asked.way
    setting, said = way.setting, way.said()
    outcome = setting.outcome
    if outcome is None:
        msg = "a plan is for an outcome"
        raise LookupError(msg)
    proposal = propose(_answers(way, outcome, said), setting.shape, setting.pack)
    notes = {name: said[name] for name in ("equality_note", "data_protection_note")}
    guardrails = tuple(_guardrails(proposal.plan.guardrails, setting.guardrails, said))
    plan = proposal.plan.model_copy(update={"guardrails": guardrails, **notes})
    told = remarks(plan, outcome=outcome, known=setting.shape.known)
    service = way.draft.service
    try:
        until = known_log(service).as_at
        cases, _ = cases_and_mix(service.slug, plan, until=until)
        power, why_not = power_of_plan(plan, cases), ""
    except (EvidenceError, UnknownName) as error:
        power, why_not = None, error.problem
    return Proposed(
        plan=plan, proposal=proposal, remarks=told, power=power, why_not=why_not
    )


def _answers(way: DraftPath, outcome: Outcome, said: Mapping[str, Any]) -> Answers:
    per = SHARE_OF if way.setting.is_share else 1
    return Answers(
        id=own_id(way) or id_of(said["title"]),
        title=said["title"],
        outcome=outcome,
        question=said["question"],
        change=said["change"],
        why=said["why"],
        owner=said["owner"],
        expects=(said["expects_low"] / per, said["expects_high"] / per),
        worth_having=said["worth_having"] / per,
        picked_on=said["picked_on"],
        start=said["start"],
        must_move=(said["from_step"], said["to_step"]),
        measure=outcome.measure if said["measure"] == "outcome" else None,
        has_lot=said["lot"],
    )


def _guardrails(
    of_plan: tuple[Guardrail, ...],
    asked: tuple[Guardrail, ...],
    said: Mapping[str, Any],
) -> list[Guardrail]:
    """Those that were kept, each with its margin; listed ones that are not used stay."""
    places = {guard.name: n for n, guard in enumerate(asked, start=1)}
    kept = []
    for guard in of_plan:
        n = places[guard.name]
        if not guard.used:
            kept.append(guard)
        elif said[f"guard-{n}"]:
            margin = said[f"margin-{n}"]
            if guard.measure.unit is Unit.SHARE:
                margin /= SHARE_OF
            kept.append(guard.model_copy(update={"margin": margin}))
    return kept
