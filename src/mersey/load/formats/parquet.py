"""Apache Parquet: typed columns, as analysts keep them. Types are kept."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import column, row_number, text, value
from mersey.engine.queries import query
from mersey.engine.tables import NUMBERS
from mersey.errors import FileUnreadable
from mersey.findings.about_the_file.tables import COLUMNS_LEFT_OUT
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.headings import name_columns
from mersey.load.files.raw import ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine.expressions import Expression
    from mersey.engine.tables import StoredTable
    from mersey.load.files.format import Sample, Source
    from mersey.vocabulary import Finding

MARK: Final = b"PAR1"
INDEX: Final = re.compile(r"__index_level_\d+__")
"""What pandas calls the numbering of its rows: no column of the log."""

NESTED: Final = ("STRUCT", "MAP", "UNION", "VARIANT")
NO_VALUES: Final = ("BLOB", "BIT", '"NULL"', "GEOMETRY")
"""Types of columns that hold several values a row, or none that anybody could read."""

PLAIN: Final = ("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", *NUMBERS)
"""Types that are kept; any other is read as text."""


def sniff(sample: Sample) -> Fit:
    """The mark that Parquet begins with."""
    return Fit.YES if sample.head.startswith(MARK) else Fit.NO


def read(source: Source) -> Contents:
    """The columns that hold one value a row, with their own types.

    Raises:
        FileUnreadable: Damaged, cut short, or nothing but lists and structures in it.
    """
    _check_end(source)
    table = source.session.read_parquet("raw", source.path)
    kept = [name for name, kind in table.columns.items() if _is_kept(name, kind)]
    if not kept:
        msg = f"{source.name} has no column with one value a row."
        raise FileUnreadable(msg, next_step="Export it with plain columns.")
    names, findings = name_columns(kept)
    columns = {
        new: column(old) if table.columns[old].startswith(PLAIN) else text(column(old))
        for new, old in zip(names, kept, strict=True)
    }
    dropped = [name for name in table.columns if name not in kept]
    numbered = query(
        "SELECT {values} FROM {rows}",
        values={ROW: _numbers(table), **columns},
        rows=table,
    )
    return Contents(
        table=source.session.view("raw_numbered", numbered),
        columns=names,
        findings=(*findings, *_dropped(dropped)),
    )


def _numbers(table: StoredTable) -> Expression:
    """The place of each row, from 1: the engine's own, but for a column of that name."""
    if "rowid" in (name.casefold() for name in table.columns):
        return row_number()
    return column("rowid") + value(1)


def _check_end(source: Source) -> None:
    with source.path.open("rb") as file:
        file.seek(max(0, source.path.stat().st_size - len(MARK)))
        if file.read() != MARK:
            msg = f"{source.name} stops early: a Parquet file ends with its contents list."
            hint = "It was cut short on its way here. Copy or export it again."
            raise FileUnreadable(msg, next_step=hint)


def _is_kept(name: str, kind: str) -> bool:
    is_nested = kind.endswith("]") or kind.startswith(NESTED)
    return not is_nested and kind not in NO_VALUES and not INDEX.fullmatch(name)


def _dropped(names: Sequence[str]) -> tuple[Finding, ...]:
    if not names:
        return ()
    shown = ", ".join(f"“{name}”" for name in names[:5])
    return (COLUMNS_LEFT_OUT.found(len(names), names=shown),)


# Three rows: case, step, and tags, a list.
EXAMPLE: Final = base64.b85decode(
    "P(e~L6$BL)6(~#<1Qh@h001bpFa013SpWb50000n0ssI2PC*p_6%rLBEENV75ETX$1{?qY04TLD{"
    "U8ZR00062000I70RsdT1Qje5K1>w^6#x<d04TLD{U8>x000O8002^DaBp&SWn=~b002X5Z*yg26#"
    "x|y6(lSb1{Dw$1{DSz0000ewJ-f32}u9|0ssI21_1#B0u=-m6cr{+6$BLk5&!@wwJ-f33Q+(60RR"
    "91cmV(a0C^Pv6(AKdEENV75ETX$1{?qY04TLD{U8v500062000I60{{R310MhZ0|FHU8EiEG7zT4"
    "=Xk~3-6$Stm3?%{>1Y==yWhDSi8~^|S6$~W;7zA^4WpE_`OdJ3J05t*_1ax6%a}@#=224Bv001=v"
    "7zAu-b95B~02K@+0vHEnY-Md_ZgeF8OdJ3J02T%r92q<&02~zz88rX~5E&Q*V_|b;6$};z7HSrb0"
    "VYf)2q`QT1Qh@k0ss{N6%Z8y06Z2583q|900sa6044w&6$}|Q00s~l7zA^4WpEV?76ul80T!eICh"
    "!3!mH{a&6$BLk6#@Vi02L4w0suS~EExtFCIAKi001Tc92E>1H2?+>88`%VVP|s$Y-w|J2W4z!ZDn"
    "qB6$};z7Iqez0VezcCb|MCEENP502KlN6#x|w6#@V}76ch41^^jG00IC60000M-~tu~CI}YH0{|!"
    ">aA9(Bb!BudV{mXSVRCYBcOZ6Ua&u{KZXhx?E-)@J89W>S02}}S8~^|SW&r>IP(e~L"
)

FORMAT = Format(
    name="parquet",
    title="Parquet",
    extensions=(".parquet", ".pq"),
    sniff=sniff,
    read=read,
    example=Example(
        file_name="repairs.parquet",
        content=EXAMPLE,
        columns=("case", "step"),
        n_rows=3,
    ),
)
