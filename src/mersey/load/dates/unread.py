"""What of a date column is no date as it is read, and why: words, nulls, other forms."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import column, value
from mersey.engine.queries import query
from mersey.load.dates import writing
from mersey.load.dates.date_forms import format_of, has_offset
from mersey.load.dates.date_reading import as_written
from mersey.load.dates.nulls import is_null_token, is_word, wordy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

_MOST_TEXTS: Final = 200
_MOST_FORMATS: Final = 8
_SHOWN: Final = 12  # different words; more may be anything
_AGAIN: Final = 2  # times that a word must come to be shown
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[ '’/.\-][^\W\d_]+)*\.?")
_LONGEST: Final = 40
_ALONE: Final = (writing.TYPED, writing.EPOCH_S, writing.EPOCH_MS)


@dataclass(frozen=True, kw_only=True)
class Unread:
    """The texts of a column that could not be read.

    Attributes:
        texts: The most frequent ones, stripped, and how often each comes.
        nulls: Those that mean nothing anywhere, as the file writes them.
        n_nulls: Cells with one, or with white space alone.
        n_words: Other cells without a digit in them.
        n_different_words: Different texts among those.
        words: Those that may be shown, as the file writes them.
    """

    texts: Mapping[str, int] = field(default_factory=dict)
    nulls: tuple[str, ...] = ()
    n_nulls: int = 0
    n_words: int = 0
    n_different_words: int = 0
    words: tuple[str, ...] = ()


def unread_in(raw: RawTable, style: DateStyle, *, name: str) -> Unread:
    """What a column holds that is no date in this style."""
    if not raw.table.holds_text(name):
        return Unread()
    cell = column(name)
    counted = query(
        """
        SELECT text, count(*) AS n
        FROM (SELECT {cell} AS text FROM {rows} WHERE {is_there} AND {is_unread})
        GROUP BY text
        """,
        cell=cell,
        rows=raw.table,
        is_there=cell != value(""),
        is_unread=as_written(cell, style).isnull(),
    )
    frequent = query(
        "FROM {counted} ORDER BY n DESC, text LIMIT {most}",
        counted=counted,
        most=value(_MOST_TEXTS),
    )
    rows = raw.session.to_pyarrow(frequent).to_pylist()
    texts = {row["text"]: row["n"] for row in rows}
    nulls = {t: n for t, n in texts.items() if not t.strip() or is_null_token(t)}
    words = {t: n for t, n in texts.items() if t not in nulls and is_word(t)}
    n_words, n_different = sum(words.values()), len(words)
    if len(texts) == _MOST_TEXTS:
        whole = query(
            """
            SELECT sum(n)::BIGINT AS n, count(*) AS different
            FROM {counted} WHERE {is_wordy}
            """,
            counted=counted,
            is_wordy=wordy(column("text")),
        )
        all_ = raw.session.to_pyarrow(whole).to_pylist()[0]
        wordy_nulls = [n for t, n in nulls.items() if t.strip() and is_word(t)]
        n_words = (all_["n"] or 0) - sum(wordy_nulls)
        n_different = all_["different"] - len(wordy_nulls)
    return Unread(
        texts=texts,
        nulls=tuple(text for text in nulls if text.strip()),
        n_nulls=sum(nulls.values()),
        n_words=n_words,
        n_different_words=n_different,
        words=_shown(words) if n_different <= _SHOWN else (),
    )


def widened(style: DateStyle, unread: Unread) -> DateStyle:
    """The style with the forms of what it could not read; itself where there are none."""
    formats = writing.formats_in(style.format)
    if not unread.texts or not {*formats}.isdisjoint(_ALONE):
        return style
    found = _formats(unread.texts)
    if writing.is_numeric_order(style.format) and not writing.is_day_first(
        style.format
    ):
        found = {writing.month_first(form): n for form, n in found.items()}
    known = {*formats, *writing.with_clocks(formats)}
    known |= {writing.ISO} if writing.has_iso(style.format) else set()
    new = [form for form in found if form not in known][: _MOST_FORMATS - len(formats)]
    if not new:
        return style
    named = sorted((*formats, *new), key=lambda form: "%Y" in form)
    return replace(
        style,
        format=writing.SEPARATOR.join(_with_iso(named, style, unread)),
        has_time=style.has_time or any(map(writing.has_clock, new)),
        has_zone=style.has_zone or any(writing.ZONE in form for form in new),
    )


def _formats(texts: Mapping[str, int]) -> dict[str, int]:
    """The forms of dates among some texts, the frequent ones first."""
    found: Counter[str] = Counter()
    for text, n in texts.items():
        if form := format_of(text.strip()):
            found[form] += n
    return dict(found.most_common())


def _with_iso(formats: list[str], style: DateStyle, unread: Unread) -> list[str]:
    """The formats with ISO as a column that mixes forms needs it."""
    mixed = style.has_zone and writing.ISO in style.format
    mixed |= any(has_offset(text.strip()) for text in unread.texts)
    if writing.ISO not in formats or not mixed:
        return formats
    return [writing.ISO_MIXED, *(form for form in formats if form != writing.ISO)]


def _shown(words: Mapping[str, int]) -> tuple[str, ...]:
    """Words that may be shown: letters alone, not long, each more than once."""
    return tuple(
        word
        for word, n in words.items()
        if n >= _AGAIN and len(word) <= _LONGEST and _LETTERS.fullmatch(word.strip())
    )
