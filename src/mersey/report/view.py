"""What the template is given: words, tables and drawings, ready to be set on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# A view is kept as data and read back by its types, so they are there as the program runs.
from mersey.report.sentences import Words  # noqa: TC001
from mersey.report.tiles import Tile  # noqa: TC001


@dataclass(frozen=True, kw_only=True)
class PageLimits:
    """How much a page may show, so that it stays small enough to send by e-mail.

    Attributes:
        rows: Rows of a table behind a chart.
        csv_bytes: Largest CSV carried inside the page; 0 for none.
        drawing_bytes: Largest drawing; a larger one is left out, and the page says so.
        is_cut: True where the page was cut to fit, and must say so.
    """

    rows: int = 60
    csv_bytes: int = 24_000
    drawing_bytes: int = 250_000
    is_cut: bool = False


@dataclass(frozen=True, kw_only=True)
class TableView:
    """A table. The first cell of each row is its heading.

    Attributes:
        numeric: One per column: set to the right.
        note: Said below it, such as that rows were cut.
        summary: Where not empty, the table is folded away under these words.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    note: str = ""
    summary: str = ""
    block: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True)
class FigureView:
    """A chart, drawn twice: for a page and for a phone.

    Attributes:
        wide, narrow: `<svg>` elements; both empty where the drawing was left out.
        csv: The numbers as a `data:` address; empty where they are not carried.
    """

    id: str
    title: str
    subtitle: str
    description: str
    wide: str
    narrow: str
    how_to_read: str
    table: TableView
    csv: str
    block: Literal["figure"] = "figure"


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """A finding: severity in one word, what was found, what to do."""

    severity: str
    name: str
    message: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class FindingsView:
    """Findings, worst first."""

    rows: tuple[FindingView, ...]
    block: Literal["findings"] = "findings"


@dataclass(frozen=True, kw_only=True)
class TermsView:
    """Words with their meanings."""

    rows: tuple[tuple[str, str], ...]
    block: Literal["terms"] = "terms"


@dataclass(frozen=True, kw_only=True)
class NoteView:
    """A paragraph that must not be missed."""

    text: str
    block: Literal["note"] = "note"


@dataclass(frozen=True, kw_only=True)
class ReadingView:
    """How the file was read, to be checked against it.

    Attributes:
        sentence: What a row is, and when a case is over.
        examples: A few cases walked through, one sentence each; may be empty.
        left_out: Rows and columns that no number comes from.
        more: Further paragraphs.
        command: What to type to read the file again, before the options.
        options: Options that say otherwise, as typed, with what they say.
    """

    sentence: str
    examples: tuple[str, ...]
    left_out: str
    more: tuple[str, ...]
    command: str
    options: tuple[tuple[str, str], ...]
    block: Literal["reading"] = "reading"


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """One thing that a verdict rests on, and what its check found.

    Attributes:
        standing: In words, beside a mark. mark: `held`, `doubtful`, `failed`, `unknown`.
        start: In bold. rest: The rest of the sentence.
    """

    standing: str
    mark: str
    start: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class ChecksView:
    """Everything that a verdict rests on."""

    rows: tuple[CheckView, ...]
    block: Literal["checks"] = "checks"


Block = (
    FigureView
    | TableView
    | FindingsView
    | TermsView
    | NoteView
    | ReadingView
    | ChecksView
)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the page.

    Attributes:
        id: For links. title: Its heading. short: Its name in the list of contents.
        paragraphs: Said before the blocks.
        fold: "phone" where it is folded away on a phone, "detail" where few readers need
            it: it is then left out on paper too, unless a reader opened it.
    """

    id: str
    title: str
    short: str
    fold: Literal["", "phone", "detail"] = ""
    paragraphs: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """A page that answers one question.

    Attributes:
        about: The question, in a few words. lead: The answer, in a sentence or two.
        notes: Said at the foot, such as what the numbers may not be used for.
    """

    title: str
    about: str
    lead: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    version: str


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    """The page of an experiment.

    Attributes:
        about: The outcome that it serves.
        way: (name, day, `past`, `now` or `ahead`) of each milestone, in order.
        tag: Where it stands in a word or two. mark: Its class: `improved`, `early`, …
        figure, figure_rest: The number that leads, and what follows it.
        sentences: Said below it, the most important first.
        gone, to_go: Weeks gone, and weeks to the first look; both 0 where it has come.
        lead_figure: The chart beside it; None without one.
    """

    title: str
    about: str
    way: tuple[tuple[str, str, str], ...]
    tag: str
    mark: str
    figure: str
    figure_rest: str
    sentences: tuple[str, ...]
    gone: int
    to_go: int
    lead_figure: FigureView | None
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    version: str


@dataclass(frozen=True, kw_only=True)
class PageView:
    """The whole page."""

    title: str
    as_at: str
    lead: tuple[Words, ...]
    tiles: tuple[Tile, ...]
    overview: tuple[Block, ...]
    sections: tuple[Section, ...]
    keeps_ids: bool
    names_stay: str
    is_cut: bool
    version: str
    log_version: str
    is_brief: bool = False
