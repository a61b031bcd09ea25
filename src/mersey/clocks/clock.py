"""A legal clock, as data: how long, from what, counted how, and by whose authority.

Nothing here computes. The words of the law decide `count_from`: "beginning with the
day" makes that day day 1; "the day immediately following" and "within n days of" make
it day 0. Packs hold the clocks; a later law is a new version with its own dates.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class TimeUnit(StrEnum):
    """What a clock counts in. Weeks are 7 days; months keep the day of the month."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    SCHOOL_DAYS = "school_days"
    WEEKS = "weeks"
    MONTHS = "months"


class CountFrom(StrEnum):
    """Whether the day of the start is day 0 or day 1."""

    DAY_AFTER = "day_after"
    SAME_DAY = "same_day"


class DayOff(StrEnum):
    """What a receipt on a day that does not count becomes."""

    SAME_DAY = "same_day"  # day 0 all the same; counting begins on the next that counts
    NEXT_WORKING_DAY = "next_working_day"  # received on the next day that counts


class Roll(StrEnum):
    """Where a due date moves that falls on a day that does not count; not in hours."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"


class WordsKind(StrEnum):
    """Which words of the law justify `count_from`."""

    BEGINNING_WITH = "beginning_with"  # the day of the event is day 1
    NTH_DAY_OF = "nth_day_of"  # "the sixth school day of the exclusion": day 1 too
    FOLLOWING = "following"  # a later day is day 1
    WITHIN_OF = "within_of"  # "within n days of", "from", "after": day 0
    FROM_MOMENT = "from_moment"  # runs from a moment, not from a day
    LASTING = "lasting"  # how long something may last, or lie between two events
    FIXED_DATE = "fixed_date"  # a date of the calendar: nothing is counted


DAY_ONE: Final = frozenset({WordsKind.BEGINNING_WITH, WordsKind.NTH_DAY_OF})
"""Words by which the day of the event is day 1."""


class Authority(StrEnum):
    """Whose clock it is. Only `statutory` may be called statutory."""

    STATUTORY = "statutory"
    STATUTORY_GUIDANCE = "statutory_guidance"
    NATIONAL_STANDARD = "national_standard"
    OMBUDSMAN_CODE = "ombudsman_code"
    REGULATOR_CODE = "regulator_code"
    CONTRACT = "contract"
    LOCAL = "local"
    USUAL = "usual"  # a usual figure: nobody's rule until a council says that it is


class LimitKind(StrEnum):
    """Who is bound by a limit: everyone by law, everyone by a published rule, or not."""

    STATUTORY = "statutory"
    PUBLISHED = (
        "published"  # guidance, codes and standards: the same for all under them
    )
    CONTRACT = "contract"
    LOCAL = "local"
    USUAL = "usual"


COUNTED_UNASKED: Final = frozenset({LimitKind.STATUTORY, LimitKind.PUBLISHED})
"""Kinds that bind whoever does the work; the others count once a person turns them on."""

_OWN: Final = {
    Authority.STATUTORY: LimitKind.STATUTORY,
    Authority.CONTRACT: LimitKind.CONTRACT,
    Authority.LOCAL: LimitKind.LOCAL,
    Authority.USUAL: LimitKind.USUAL,
}


NOT_CHECKED: Final = "not yet checked against the source"

YOUR_OWN: Final = "check it against your own"
"""Said of a local target or a contract, which no public source could settle."""


def kind_of(authority: Authority) -> LimitKind:
    """Whom a limit of that authority binds."""
    return _OWN.get(authority, LimitKind.PUBLISHED)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Duration(_Data):
    """How long: `n` of `unit`."""

    n: int = Field(ge=1)
    unit: TimeUnit

    @property
    def said(self) -> str:
        """In words, such as "20 working days" or "1 month"."""
        words = self.unit.replace("_", " ")
        return f"{self.n} {words if self.n != 1 else words.removesuffix('s')}"


class Start(_Data):
    """What starts the clock: the first of `events` that a case has.

    Attributes:
        events: Event ids of the pack.
        later: Event ids that start it afresh where a case has one after that and
            before the stop, and the last of them counts: the answer to our question
            about an unclear request, or proof of who asks. What ends the clock
            without breach is looked for from there on.
        cut_off: Local time after which a receipt counts as the next working day's.
        day_off: What a receipt on a day that does not count becomes.
    """

    events: tuple[str, ...]
    later: tuple[str, ...] = ()
    cut_off: time | None = None
    day_off: DayOff = DayOff.SAME_DAY


class ClockStop(_Data):
    """What stops the clock: the first of `events` at or after the start.

    Attributes:
        events: Event ids of the pack. Empty for a period that no step of ours ends,
            such as the shortest time for comments: it is explained, and no case is
            judged by it.
        needs: Event ids of which the log must hold one before any case is judged. Where
            a later event may stop a clock too (a ticket resolved was answered), a log
            that never records the answer itself would call every slow end a late answer.
    """

    events: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Pause(_Data):
    """Time that does not count, from one event to another.

    Attributes:
        begin, finish: Event ids. A pause without a finish runs to the as-at date.
        first_day_counts, last_day_counts: Whether the days at its ends still count.
        most_days: Longest pause that is allowed; None without limit.
    """

    begin: str
    finish: str
    first_day_counts: bool = False
    last_day_counts: bool = False
    most_days: int | None = None


class Wait(_Data):
    """What a case may wait for, and what that does to the clock: only to explain one case.

    Attributes:
        kind: Its name at a prompt, such as `clarification`.
        title: What is waited for, as a noun: "an answer to our question".
        event: Event id that ends it. One of `start.later` starts the clock afresh; one
            that finishes a pause ends the pause.
    """

    kind: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str
    event: str


class Extension(_Data):
    """A later limit.

    Attributes:
        field: Field of the pack whose date becomes the due date; empty if by duration.
        duration: Added to the limit when `event` occurs; None if by field.
        event: Event id that says it was agreed or told; empty where not recorded.
        before_due: It must be recorded before the limit passes.
    """

    id: str
    title: str
    field: str = ""
    duration: Duration | None = None
    event: str = ""
    before_due: bool = True


class Exemption(_Data):
    """A reason for which the official rule lets a case be left out.

    Attributes:
        field: Field of the pack that says so.
        any_of: Values that mean yes, compared without letter case.
        excluded: True where the official figure leaves the case out; False where the
            official return reports it both ways.
    """

    code: str
    title: str
    field: str
    any_of: tuple[str, ...] = ("yes", "true", "1", "y")
    excluded: bool = True


class Condition(_Data):
    """To which cases the clock applies.

    Attributes:
        field: Field of the pack, such as `development_scale`.
        or_field: Field read instead for a case where `field` is absent or empty.
        any_of: Phrases of which the value must hold one as whole words; empty for any.
        none_of: Phrases of which it must hold none.
        unless: Phrases taken out of the value before either is looked for, so that
            "non major" is not read as "major".
        when_missing: Whether it applies where both are absent or empty.
        must_be_known: Where both are absent, empty or say nothing (`Value 1`), the case
            cannot be dated: the law has no general limit, and which of several holds
            depends on this.
    """

    field: str
    or_field: str = ""
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    when_missing: bool = True
    must_be_known: bool = False


class OfficialRule(_Data):
    """The official rule for the rate.

    Attributes:
        exclusions: Exemption codes and event ids that take a case out of the rate.
        agreed_extensions_count: Whether a case inside an agreed extension is in time.
        decimals: Places the official figure is rounded to, as a percentage.
        note: The rule in a sentence.
    """

    exclusions: tuple[str, ...] = ()
    agreed_extensions_count: bool = True
    decimals: int = 0
    note: str = ""


class RuleSource(_Data):
    """Where the rule is written.

    Attributes:
        words: The counting words themselves, a short quotation; empty where not read.
        words_kind: Which words justify `count_from`; None where not read yet.
        checked_on: When the words were last read at the source; None means that the page
            must say "not yet checked against the source".
    """

    instrument: str
    provision: str = ""
    url: str = ""
    words: str = ""
    words_kind: WordsKind | None = None
    checked_on: date | None = None


class Clock(_Data):
    """One version of one clock. `id` is `family.clock` and never used again.

    Attributes:
        applies: All must hold for the clock to apply to a case.
        waits: What a case may wait for; the first is meant where nobody says which.
        ends_without_breach: Events after which nothing is owed, such as withdrawal.
        after: The clock this one follows in one process, if any.
        due_field: Field of the pack that states each case's own limit; then `duration`
            is None.
        valid_from, valid_to: Start dates of cases it covers, both included.
        target: Share in time that is asked for, 0 to 1. target_by: Who asks.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    title: str
    authority: Authority
    nations: tuple[str, ...] = ("E",)
    duration: Duration | None = None
    due_field: str = ""
    start: Start
    stop: ClockStop
    count_from: CountFrom = CountFrom.DAY_AFTER
    calendar: str = "none"
    due_roll: Roll = Roll.NONE
    pauses: tuple[Pause, ...] = ()
    waits: tuple[Wait, ...] = ()
    extensions: tuple[Extension, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    applies: tuple[Condition, ...] = ()
    ends_without_breach: tuple[str, ...] = ()
    after: str = ""
    as_published: OfficialRule = OfficialRule()
    target: float | None = Field(default=None, ge=0, le=1)
    target_by: str = ""
    return_name: str = ""
    source: RuleSource
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def kind(self) -> LimitKind:
        """Whom it binds, by whose it is."""
        return kind_of(self.authority)

    @property
    def unread(self) -> str:
        """That nobody has read the rule at its source, in words; empty where somebody has."""
        if self.source.checked_on is not None:
            return ""
        return NOT_CHECKED if self.counts_unasked else YOUR_OWN

    @property
    def counts_unasked(self) -> bool:
        """Whether cases are judged by it though nobody turned it on."""
        return self.kind in COUNTED_UNASKED

    @model_validator(mode="after")
    def _has_one_limit(self) -> Self:
        if (self.duration is None) == (not self.due_field):
            msg = "give either duration or due_field"
            raise ValueError(msg)
        return self
