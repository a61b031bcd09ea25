"""A service pack, as data: the words, steps, clocks and codes of one kind of service.

Two councils that use one pack measure the same thing. A pack is a folder with
`service.toml`, `sample.csv`, `expected.json` and `README.md`; this is `service.toml`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from mersey.clocks.clock import Clock
from mersey.vocabulary import Better, Dimension

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PackStage(_Data):
    """A stage of the work, in order."""

    id: str
    title: str


class EventType(_Data):
    """Something that happens to a case.

    Attributes:
        aliases: How files write it, as a value of the activity column or as the heading
            of a date column; compared by their words, letter case aside.
        suppliers: Supplier or file → its own way to write it.
        required: Without it the pack's main figures cannot be worked out.
        ends: It ends a case, whichever way: granted, refused, withdrawn. Where a file
            has one of them, a case of the pack is closed at these and at nothing else.
        serves: With it people have what they came for; what follows up to an end, such as
            a close by a timer, is no work.
        lasts: After it a case goes on for as long as it must, as a plan to protect a
            child does: nobody who stands there is older than usual.
        stands: Where a case stands after it, as a team would say it: "Waiting for an
            officer". A column of its board; empty for the title of the stage.
        set_time: Why nobody in the service can make that time shorter, in one plain
            sentence: no limit is proposed for the column. Empty where they can.
    """

    id: str
    title: str
    stage: str
    required: bool = False
    ends: bool = False
    serves: bool = False
    lasts: bool = False
    stands: str = ""
    set_time: str = ""
    aliases: tuple[str, ...] = ()
    suppliers: dict[str, tuple[str, ...]] = {}


class CaseReference(StrEnum):
    """Who may see by what name the case system knows a case."""

    HIDDEN = "hidden"  # nobody: mersey shows short names, `mersey whois` tells whose
    TEAM = "team"  # the people of the service's own teams
    PUBLIC = "public"  # it stands on a public register anyway


class FieldKind(StrEnum):
    """What a fact about a case is for."""

    KIND = "kind"  # what sort of case: which clocks apply
    OUTCOME = "outcome"
    DUE = "due"  # a date that ought to be, or was agreed
    EXEMPTION = "exemption"
    TEAM = "team"
    PERSON = "person"
    EQUITY = "equity"
    DEMAND = "demand"  # why people got in touch
    CASE = "case"  # names the case
    OTHER = "other"


class ServiceField(_Data):
    """A fact about a case, and how files head its column.

    Attributes:
        alike: Headings that may mean it and may not: suggested, and used by no clock
            until a person confirms it.
        one_is: What 1 stands for where values are 1 to 5, or 1 to 10: "most deprived".
    """

    id: str
    title: str
    kind: FieldKind = FieldKind.OTHER
    aliases: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    one_is: str = ""
    suppliers: dict[str, tuple[str, ...]] = {}


class PackMeasure(_Data):
    """What the service watches.

    Attributes:
        measure: A measure of mersey's (`lead_time`), a clock's id, a demand share
            (`failure_demand`), or empty where people must bring the figure.
    """

    id: str
    title: str
    dimension: Dimension
    better: Better
    measure: str = ""
    note: str = ""


class PackGuardrail(_Data):
    """What must not get worse while an experiment makes something else better.

    Attributes:
        measure: As in an experiment's file: `kind` and its parameters; steps are the
            pack's own.
        margin: The worst worsening to allow, positive, in the measure's unit (a share
            from 0 to 1): what a team starts from, and may change before it freezes.
        note: Why it is watched, in one plain sentence.
    """

    id: str
    title: str
    dimension: Dimension
    measure: dict[str, str | float | tuple[str, ...]]
    margin: float = Field(gt=0)
    note: str = ""


class DemandCode(_Data):
    """Why somebody got in touch, and whether a better service would have saved it.

    Attributes:
        value: True for value demand, False for failure demand.
        aliases: How files write it.
    """

    code: str
    title: str
    value: bool
    aliases: tuple[str, ...] = ()


class RuleKind(StrEnum):
    """What a data-quality rule checks."""

    PRESENT = "present"  # every case has the event `first`
    ORDER = "order"  # `first` never comes after `second`
    ALLOWED = "allowed"  # the field's values are among `values`


class QualityRule(_Data):
    """A rule that the data ought to keep."""

    id: str
    text: str
    kind: RuleKind
    first: str = ""
    second: str = ""
    field: str = ""
    values: tuple[str, ...] = ()


class Gotcha(_Data):
    """A name that misleads, and what it really means."""

    id: str
    text: str
    columns: tuple[str, ...] = ()


class Return(_Data):
    """An official return or publication."""

    name: str
    title: str
    frequency: str = ""
    publication: str = ""


class Importer(_Data):
    """How to read one file that councils already have.

    Attributes:
        columns: Headings that the file must have, to be known as this one.
        roles: Role (`case`, `activity`, `time`, `start`, `opened`, `closed`, `team`,
            `person`, `cost`, `outcome`) → column, as in a MAP.toml.
        shape: What a row is, as in a MAP.toml; empty: a step where `activity` is a role,
            else a case.
        milestones: Date columns of a wide file that are steps.
        attributes: Columns to keep as facts about the case.
        ends: Its milestones, or values of its activity, that end a case; empty for those
            of the pack's events that do, and the column that states the closing.
    """

    id: str
    title: str
    supplier: str
    columns: tuple[str, ...]
    roles: dict[str, str] = {}
    shape: str = ""
    milestones: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    note: str = ""


class PackChange(_Data):
    """What a version of the pack changed."""

    version: str
    on: date
    text: str


class Service(_Data):
    """One service pack.

    Attributes:
        id: The folder's name. version: A year, with `.n` for later ones.
        extends: `id@version` of the pack this one lies over; empty for none.
        nations: E, W, S, NI.
        words: Heading or activity words that speak for this service when a file is
            recognised, besides the aliases of its events and fields.
        limits: Ids of its clocks that count though they are not law: a council's own
            pack turns on what its contracts and its policies promise.
        splits: Ids of its fields by which cases are told apart unasked, where a file has
            them: only those of which a gap is everybody's business.
        case_reference: Who may see the case system's own name of a case; a proposal,
            which a council may narrow. Nobody, where a pack says nothing.
        min_cell: Smallest count that may be published; see disclosure.
        checked_on: When a person last checked the whole pack; None if nobody has.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    version: str
    name: str
    summary: str
    family: str
    nations: tuple[str, ...] = ("E",)
    extends: str = ""
    lgsl_id: int | None = None
    case_word: str = "case"
    words: tuple[str, ...] = ()
    stages: tuple[PackStage, ...] = ()
    teams: tuple[str, ...] = ()
    events: tuple[EventType, ...] = ()
    fields: tuple[ServiceField, ...] = ()
    clocks: tuple[Clock, ...] = ()
    limits: tuple[str, ...] = ()
    measures: tuple[PackMeasure, ...] = ()
    guardrails: tuple[PackGuardrail, ...] = ()
    demand_codes: tuple[DemandCode, ...] = ()
    equity: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    returns: tuple[Return, ...] = ()
    rules: tuple[QualityRule, ...] = ()
    gotchas: tuple[Gotcha, ...] = ()
    importers: tuple[Importer, ...] = ()
    unit_costs: tuple[str, ...] = ()
    case_reference: CaseReference = CaseReference.HIDDEN
    min_cell: int = 5
    licence: str = "MIT"
    contributors: tuple[str, ...] = ()
    checked_on: date | None = None
    changelog: tuple[PackChange, ...] = ()

    def end_ids(self) -> frozenset[str]:
        """Ids of the events that end a case."""
        return frozenset(event.id for event in self.events if event.ends)

    def event_ids(self) -> Mapping[str, EventType]:
        """Events by id."""
        return {event.id: event for event in self.events}
