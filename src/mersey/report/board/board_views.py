"""What the template of a board is given: words and drawings, ready to be set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.report.sentences import Words
    from mersey.report.view import TableView


@dataclass(frozen=True, kw_only=True)
class Slots:
    """Where a web page sets its forms and links, as HTML that it has made safe.

    Attributes:
        tools: Beside the date of the data. changes: At the end of the first question.
        limits: Below the key of the columns. card: By key of a case, at a card's foot.
        note_blocker: Below the table of blockers. blocker: By id, at the end of a row.
        trying: By id of an experiment, at its foot. new_experiment: Below them all.
        promise: By id, beside a promise. next_step: In place of this week's form.
        foot: At the foot of the board.
    """

    tools: str = ""
    changes: str = ""
    limits: str = ""
    card: Mapping[str, str] = field(default_factory=dict)
    note_blocker: str = ""
    blocker: Mapping[str, str] = field(default_factory=dict)
    trying: Mapping[str, str] = field(default_factory=dict)
    new_experiment: str = ""
    promise: Mapping[str, str] = field(default_factory=dict)
    next_step: str = ""
    foot: str = ""


@dataclass(frozen=True, kw_only=True)
class CalledView:
    """A case as it is called. key: For slots. id: For links within the page."""

    key: str
    id: str
    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class TileView:
    """One figure of the first question.

    Attributes:
        figure, unit: Set large, and beside it. note: What it means. chart: An `<svg>`.
        is_signal: More than ordinary variation: alone set in orange.
    """

    title: str
    figure: str
    unit: str
    note: str
    chart: str = ""
    is_signal: bool = False


@dataclass(frozen=True, kw_only=True)
class CardView:
    """A case that needs somebody.

    Attributes:
        days: How long it has been there. days_mark: The mark of a stay that is too long;
            empty where it is not. about: What sort of case it is.
        badge: The date that matters; empty where none does. mark: `past`, `soon`, `long`
            or `near`: its colour, which the words say too.
        reasons: Further reasons, a line each. blocked: What it waits for.
    """

    called: CalledView
    days: str
    about: str
    badge: str
    mark: str
    days_mark: str = ""
    reasons: tuple[str, ...] = ()
    blocked: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnView:
    """A column.

    Attributes:
        n: Cases in it. limit: `limit 6`, `14 at most`. over: `6 over`; empty where it is
            not. usual: How long cases stay. dots: An `<svg>`; empty where too few.
        more: How many cards are not shown, and why they need somebody.
        none: Said where no card is.
    """

    title: str
    n: str
    limit: str
    over: str
    usual: str
    dots: str
    cards: tuple[CardView, ...]
    more: str = ""
    none: str = ""
    service: str = ""


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A row of what is blocked."""

    id: str
    called: CalledView
    waits_for: str
    reason: str
    days: str
    next_step: str
    who: str
    by: str
    is_overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class LostView:
    """Days lost to a reason, and its bar."""

    words: str
    days: str
    bar: str


@dataclass(frozen=True, kw_only=True)
class TryingView:
    """An experiment under way. mark: `early`, `verdict`, `ahead` or `unknown`.

    Attributes:
        gone, to_go: Weeks gone, and weeks to the first look; 0 for none.
        sentences: (in bold, the rest), in order.
    """

    id: str
    title: str
    tag: str
    mark: str
    sentences: tuple[tuple[str, str], ...]
    gone: int = 0
    to_go: int = 0


@dataclass(frozen=True, kw_only=True)
class PromiseView:
    """A promise. tag: Done or not yet. rest: Who, by when, how it went."""

    id: str
    tag: str
    is_done: bool
    words: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class BoardQuestion:
    """One of the five. said: A sentence below the heading, strong and plain."""

    id: str
    title: str
    short: str
    minutes: str
    said: tuple[Words, ...]


@dataclass(frozen=True, kw_only=True)
class BoardView:
    """A whole board in words.

    Attributes:
        about: The service, and the team. data: How far the data go, and its rows.
        warnings: What must not be missed, such as that the data are late.
        questions: The five, in order.
        key: (mark, words) of the marks that occur. key_note: What the limits are.
        handed_over: What passed from team to team, a line each.
        lost_title, lost_said: Of the days lost; empty where none are.
        asked: Who waits for whom and for what, a line each; "us" where it is this board.
        notes: At the foot.
    """

    title: str
    about: str
    data: tuple[str, ...]
    lead: tuple[Words, ...]
    warnings: tuple[str, ...]
    questions: tuple[BoardQuestion, ...]
    tiles: tuple[TileView, ...]
    columns: tuple[ColumnView, ...]
    key: tuple[tuple[str, str], ...]
    key_note: str
    handed_over: tuple[str, ...]
    table: TableView | None
    blocked: tuple[RowView, ...]
    lost: tuple[LostView, ...]
    lost_title: str
    lost_said: str
    unblocked: tuple[str, ...]
    asked: tuple[tuple[str, str, str], ...]
    trying: tuple[TryingView, ...]
    before: tuple[PromiseView, ...]
    this_week: tuple[PromiseView, ...]
    steps_note: str
    notes: tuple[str, ...]
    case_word: str
    version: str

    @property
    def lanes(self) -> tuple[tuple[ColumnView, ...], ...]:
        """The columns side by side; neighbours without a card, one below the other."""
        found: list[list[ColumnView]] = []
        for one in self.columns:
            is_quiet = not one.cards
            if found and is_quiet and not found[-1][0].cards:
                found[-1].append(one)
            else:
                found.append([one])
        return tuple(tuple(lane) for lane in found)
