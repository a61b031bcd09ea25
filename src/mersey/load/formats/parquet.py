"""Apache Parquet: typed columns, as analysts keep them. Types are kept."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.errors import FileUnreadable
from mersey.findings.about_the_file.tables import COLUMNS_LEFT_OUT
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.headings import name_columns
from mersey.load.files.raw import ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.load.files.format import Sample, Source
    from mersey.vocabulary import Finding

MARK: Final = b"PAR1"
INDEX: Final = re.compile(r"__index_level_\d+__")
"""What pandas calls the numbering of its rows: no column of the log."""


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
    kept = [name for name in table.columns if _is_kept(name, table[name])]
    if not kept:
        msg = f"{source.name} has no column with one value a row."
        raise FileUnreadable(msg, next_step="Export it with plain columns.")
    names, findings = name_columns(kept)
    columns = {new: _plain(table[old]) for new, old in zip(names, kept, strict=True)}
    dropped = [name for name in table.columns if name not in kept]
    return Contents(
        table=table.select(**{ROW: _numbers(table) + 1}, **columns),
        columns=names,
        findings=(*findings, *_dropped(dropped)),
    )


def _numbers(table: Any) -> Any:
    """The place of each row, from 0: the engine's own, but for a column of that name."""
    is_taken = "rowid" in (name.casefold() for name in table.columns)
    return ibis.row_number() if is_taken else table.rowid()


def _check_end(source: Source) -> None:
    with source.path.open("rb") as file:
        file.seek(max(0, source.path.stat().st_size - len(MARK)))
        if file.read() != MARK:
            msg = f"{source.name} stops early: a Parquet file ends with its contents list."
            hint = "It was cut short on its way here. Copy or export it again."
            raise FileUnreadable(msg, next_step=hint)


def _is_kept(name: str, column: Any) -> bool:
    type_ = column.type()
    is_nested = type_.is_nested() or type_.is_binary() or type_.is_null()
    return not is_nested and not INDEX.fullmatch(name)


def _plain(column: Any) -> Any:
    type_ = column.type()
    plain = (
        type_.is_string()
        or type_.is_numeric()
        or type_.is_boolean()
        or type_.is_timestamp()
        or type_.is_date()
    )
    return column if plain else column.cast("string")


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
