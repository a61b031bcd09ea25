"""What each column looks like, judged on a sample of the file's rows.

The sample is the first rows and blocks spread evenly over the rest: the same rows every
time, and few enough that a file of ten million rows costs no more than a small one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.queries import query
from mersey.load.columns.heading_words import is_free_text, sounds_like_date
from mersey.load.columns.identifiers import Identifier, identifier_in
from mersey.load.columns.numbers import number_of
from mersey.load.dates.nulls import is_null_token
from mersey.load.dates.style import DateStyle
from mersey.load.dates.styles import style_of_values
from mersey.load.files.raw import ROW
from mersey.load.files.row_spans import rows_between

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.files.raw import RawTable

_FIRST_ROWS: Final = 2_000
_BLOCKS: Final = 8
_BLOCK_ROWS: Final = 1_000
_JUDGED: Final = 400  # different values looked at one by one
_WORDY: Final = 4.0  # mean words from which a mostly unique column is free text
_MOSTLY: Final = 0.5
_PLAIN_DIGITS: Final = frozenset("0123456789.-+eE")


@dataclass(frozen=True, kw_only=True)
class ColumnProfile:
    """What the sample shows of one column.

    Attributes:
        share_blank: Share of rows with nothing in it; null texts are not blank.
        n_values: Different values.
        distinct_ratio: Different values over values that are not blank, 0 to 1.
        is_number: Every value is a number.
        is_free_text: Long and mostly unique texts, or a heading that announces them.
        style: How its dates are written; None where it holds no dates.
        identifier: The kind of direct identifier it holds; None where none.
        numbers_rows: It counts the rows, one by one.
        values: Its most frequent values, stripped, at most some hundreds.
        counts: How often each of them comes in the sample.
    """

    name: str
    share_blank: float
    n_values: int
    distinct_ratio: float
    is_number: bool
    is_free_text: bool
    style: DateStyle | None
    identifier: Identifier | None
    numbers_rows: bool
    values: tuple[str, ...] = field(default=(), repr=False)
    counts: tuple[int, ...] = field(default=(), repr=False)

    @property
    def has_decimals(self) -> bool:
        """Whether it holds numbers, some with decimals."""
        return self.is_number and any(
            "." in value or "," in value for value in self.values
        )

    @property
    def has_plain_numbers(self) -> bool:
        """Whether it writes its numbers without signs of money or commas."""
        return all(set(value) <= _PLAIN_DIGITS for value in self.values)

    @property
    def is_constant(self) -> bool:
        """Whether the sample holds one value at most."""
        return self.n_values <= 1


@dataclass(frozen=True, kw_only=True)
class Profiles:
    """The profile of each column, and the sample they were judged on.

    Attributes:
        columns: By name, in file order.
        sample: The sampled rows, every column, as Arrow.
        is_whole: True where the sample is the whole file.
    """

    columns: Mapping[str, ColumnProfile]
    sample: Any = field(repr=False)
    is_whole: bool = False


def profile_columns(raw: RawTable) -> Profiles:
    """The profiles of all columns, from at most some ten thousand rows."""
    is_whole = raw.n_read <= _FIRST_ROWS + _BLOCKS * _BLOCK_ROWS
    sample = _sample(raw, is_whole=is_whole)
    columns = {name: _profile(name, sample) for name in raw.columns}
    return Profiles(columns=columns, sample=sample, is_whole=is_whole)


def _sample(raw: RawTable, *, is_whole: bool) -> pa.Table:
    if is_whole:
        asked = query("FROM {rows} ORDER BY {row}", rows=raw.table, row=ROW)
        return raw.session.to_pyarrow(asked)
    spread = raw.n_read - _FIRST_ROWS
    starts = [_FIRST_ROWS + spread * n // (_BLOCKS + 1) for n in range(1, _BLOCKS + 1)]
    spans = [(0, _FIRST_ROWS), *((start, start + _BLOCK_ROWS) for start in starts)]
    return rows_between(raw.session, raw.table, spans)


def _profile(name: str, sample: pa.Table) -> ColumnProfile:
    column = sample[name].combine_chunks()
    counts = _counts(column)
    n_values, n_filled = len(counts), sum(counts.values())
    judged = dict(list(counts.items())[:_JUDGED])
    style = _style(name, column.type, judged)
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    ratio = n_values / n_filled if n_filled else 0.0
    return ColumnProfile(
        name=name,
        share_blank=1 - n_filled / max(len(column), 1),
        n_values=n_values,
        distinct_ratio=ratio,
        is_number=bool(judged) and all(map(_is_number, judged)),
        is_free_text=is_text and style is None and _is_prose(name, judged, ratio=ratio),
        style=style,
        identifier=identifier_in(name, () if style else _real(judged)),
        numbers_rows=_numbers_rows(column, sample[ROW]),
        values=tuple(judged),
        counts=tuple(judged.values()),
    )


def _counts(column: pa.Array) -> Counter[str]:
    """Each value as text, stripped, and how often it comes; the frequent ones first."""
    counted = pc.value_counts(
        column.cast(pa.string()) if not pa.types.is_string(column.type) else column
    )
    found: Counter[str] = Counter()
    for each, n in zip(
        counted.field("values").to_pylist(),
        counted.field("counts").to_pylist(),
        strict=True,
    ):
        if each is not None and (text := each.strip()):
            found[text] += n
    return Counter(dict(found.most_common()))


def _style(name: str, kind: pa.DataType, judged: Mapping[str, int]) -> DateStyle | None:
    if pa.types.is_date(kind):
        return DateStyle(format="typed", has_time=False)
    if pa.types.is_timestamp(kind):
        return DateStyle(format="typed", has_time=True, has_zone=kind.tz is not None)
    if pa.types.is_boolean(kind):
        return None
    return style_of_values(judged, named_like_date=sounds_like_date(name))


def _is_prose(name: str, judged: Mapping[str, int], *, ratio: float) -> bool:
    if not judged:
        return False
    words = sum(len(value.split()) for value in judged) / len(judged)
    if is_free_text(name):
        return words > 1.5 or ratio > _MOSTLY
    return words > _WORDY and ratio > _MOSTLY


def _real(judged: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(value for value in judged if not is_null_token(value))


def _is_number(value: str) -> bool:
    return number_of(value) is not None or is_null_token(value)


def _numbers_rows(column: pa.Array, rows: pa.Array) -> bool:
    if column.null_count or not len(column):
        return False
    try:
        numbers = column.cast(pa.int64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return False
    return len(pc.unique(pc.subtract(numbers, rows.combine_chunks()))) == 1
