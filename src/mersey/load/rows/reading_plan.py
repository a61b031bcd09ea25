"""All that is settled before rows are turned into events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.expressions import column, text
from mersey.engine.queries import query
from mersey.load.columns.numbers import numbers_of, plain_numbers_of
from mersey.load.columns.written_values import written
from mersey.load.dates.nulls import is_blank
from mersey.load.personal.generalise import Generalised, generalised
from mersey.load.personal.identifying_forms import Form
from mersey.load.personal.trade import words_of_trade
from mersey.load.rows.accounting import Fault
from mersey.load.rows.names_map import Renamed
from mersey.load.rows.pseudonyms import Kind, normalised, pseudonyms
from mersey.load.shapes.not_a_log import too_many_steps
from mersey.services.evidence import is_step

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from mersey.engine.expressions import Expression
    from mersey.load.columns.profile import Profiles
    from mersey.load.dates.moments import DateColumn
    from mersey.load.files.raw import RawTable
    from mersey.load.rows.accounting import KeptRows
    from mersey.load.shapes.mapping import ColumnMapping

    Rename = Callable[[pa.Array], Renamed]

MOST_STEPS: Final = 100_000
"""More different steps are no steps: the busiest known log has some 600. So many still cost seconds."""


@dataclass(frozen=True, kw_only=True)
class ReadingPlan:
    """The file, how to read it, and the key that hides who is in it.

    Attributes:
        dates: Every date column of the mapping, measured on all rows.
        key: The data set's key for pseudonyms.
        hides_team: True where the team column names people.
        unused: Columns that nothing is made of; they are not carried along.
        alone: Teams, trimmed, in which one person does all the work.
    """

    raw: RawTable
    profiles: Profiles
    mapping: ColumnMapping
    dates: Mapping[str, DateColumn]
    key: bytes
    hides_team: bool = False
    unused: Collection[str] = ()
    alone: frozenset[str] = frozenset()

    def used(self, kept: KeptRows) -> KeptRows:
        """The rows that are loaded, without the columns that nothing is made of."""
        if not self.unused:
            return kept
        table = query(
            "SELECT * EXCLUDE ({unused}) FROM {rows}",
            unused=list(self.unused),
            rows=kept.table,
        )
        return replace(kept, table=table)

    def numbers(self, cell: Expression, name: str, *, kind: str) -> Expression:
        """The numbers of a column of that type, null where a value is none."""
        if kind != "VARCHAR":
            return cell.cast("DOUBLE")
        is_plain = self.profiles.columns[name].has_plain_numbers
        return plain_numbers_of(cell) if is_plain else numbers_of(cell)

    def blank_fault(self, name: str, what: str) -> Fault:
        """The fault of a row that lacks its case or its activity."""
        return Fault(
            column=name, reason=f"no {what}", found=is_blank(text(column(name)))
        )

    def plain(self, name: str) -> Any:
        """Rename values of `name` to themselves, trimmed; null texts become null."""
        tokens = pa.array(self.mapping.nulls.get(name, ()), pa.string())

        def rename(values: pa.Array) -> pa.Array:
            trimmed = pc.utf8_trim_whitespace(values)
            nothing = pc.or_(pc.equal(trimmed, ""), pc.is_in(trimmed, tokens))
            return pc.if_else(nothing, pa.scalar(None, pa.string()), trimmed)

        return rename

    def hidden(self, name: str) -> Rename:
        """Rename people to pseudonyms; as they are where identifiers are kept."""
        plain = self.plain(name)

        def rename(values: pa.Array) -> Renamed:
            names = plain(values)
            if self.mapping.keep_ids:
                return Renamed(names=names)
            return Renamed(names=self.pseudonyms_of(names))

        return rename

    def safe(self, name: str) -> Rename:
        """Rename values to themselves with what identifies somebody generalised."""
        plain = self.plain(name)

        def rename(values: pa.Array) -> Renamed:
            names = plain(values)
            found = self.generalised(name, names)
            return Renamed(names=_put(names, found.texts), found=found)

        return rename

    def steps(self, name: str) -> Rename:
        """Rename steps as `safe` does.

        Raises:
            DataError: They are too many to be steps.
        """
        safe = self.safe(name)

        def rename(values: pa.Array) -> Renamed:
            if len(values) > MOST_STEPS:
                raise too_many_steps(name, len(values), most=MOST_STEPS)
            return safe(values)

        return rename

    def teams(self, name: str) -> Rename:
        """Rename teams as `safe` does; who looks like a person, or is one, is hidden."""
        safe, plain = self.safe(name), self.plain(name)

        def rename(values: pa.Array) -> Renamed:
            names, done = plain(values), safe(values)
            people = [
                old if old and (new == Form.PERSON or old in self.alone) else None
                for old, new in zip(
                    names.to_pylist(), done.names.to_pylist(), strict=True
                )
            ]
            hidden = self.pseudonyms_of(pa.array(people, pa.string()))
            return replace(done, names=pc.coalesce(hidden, done.names))

        return rename

    def generalised(self, name: str, values: pa.Array) -> Generalised:
        """What is to be generalised among the different values of a column of words."""
        if self.mapping.keep_ids:
            return Generalised()
        profile = self.profiles.columns[name]
        done = (self.mapping.activity, self.mapping.status, self.mapping.outcome)
        how = written(profile, self.raw.columns, holds_steps=name in done)
        trade = words_of_trade(
            dict(zip(profile.values, profile.counts, strict=True)),
            how,
            names_teams=name == self.mapping.team,
        )
        return generalised(
            values.drop_null().unique().to_pylist(),
            how,
            is_of_trade=trade.__contains__,
            is_confirmed=lambda text: self.is_confirmed(name, text),
        )

    def is_confirmed(self, name: str, text: str) -> bool:
        """Whether a pack, the map or a person knows a value as one that is no person."""
        keeps = name in self.mapping.keep
        return keeps or text in self.mapping.events or is_step(text)

    def pseudonyms_of(self, names: pa.Array) -> pa.Array:
        """The pseudonym of each name; null where the name is null."""
        known = normalised(names.drop_null())
        hidden = iter(pseudonyms(known, Kind.PERSON, key=self.key).to_pylist())
        return pa.array(
            [None if name is None else next(hidden) for name in names.to_pylist()],
            pa.string(),
        )


def _put(values: pa.Array, texts: Mapping[str, str]) -> pa.Array:
    """The values, with each of `texts` replaced by what stands for it."""
    if not texts:
        return values
    return pa.array(
        [value and texts.get(value, value) for value in values.to_pylist()], pa.string()
    )
