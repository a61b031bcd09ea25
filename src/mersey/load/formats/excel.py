"""Workbooks of Excel (xlsx, xlsm, xlsb, xls) and OpenDocument spreadsheets (ods).

The sheet with the data is found, or asked for; so are its headings, in one row or two.
Sheets with the same headings are read together. Merged cells are filled down the rows
that they span; totals and notes below the records are counted and left out. Dates stay
dates. A workbook is a zip file: what it would unpack to is checked before it is opened.
"""

from __future__ import annotations

import base64
import zipfile
from typing import TYPE_CHECKING, Final

import python_calamine as calamine

from mersey.errors import FileUnreadable
from mersey.load.files.far_cells import refuse_far_cells
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.sheets import Sheet
from mersey.load.files.signatures import OLE, ZIP, ZIP_DAMAGED
from mersey.load.files.workbooks import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.load.files.format import Sample, Source

MOST_BYTES: Final = 2 << 30
SUSPECT_BYTES: Final = 100 << 20
SUSPECT_RATIO: Final = 200
"""A full sheet packs to a tenth; over this, past 100 MiB, it is a trap."""

ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
OLD_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
MARKS: Final = ("xl/workbook.xml", "xl/workbook.bin")
ODS_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def sniff(sample: Sample) -> Fit:
    """A zip file with a workbook in it, or an old Office file that holds one."""
    if sample.head.startswith(ZIP):
        return Fit.YES if _is_zipped_workbook(sample) else Fit.NO
    if sample.head.startswith(OLE):
        with sample.path.open("rb") as file:
            content = file.read()
        return Fit.YES if any(m in content for m in (ENCRYPTED, *OLD_BOOKS)) else Fit.NO
    return Fit.NO


def read(source: Source) -> Contents:
    """The rows of one sheet below its headings, typed; blank rows are passed over.

    Raises:
        FileUnreadable: Damaged, cut short, locked by a password, or nearly all of a
            sheet is empty and so large that it would fill the memory.
        ChoiceNeeded: Several sheets could be the data and none was asked for.
        UnknownName: The sheet that was asked for does not exist.
        DataError: No sheet has headings with rows below them.
    """
    if source.sample.head.startswith(ZIP):
        refuse_far_cells(source)
    return read_sheets(source, _sheets(source))


def _is_zipped_workbook(sample: Sample) -> bool:
    try:
        with zipfile.ZipFile(sample.path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return archive.read("mimetype").strip() == ODS_TYPE
    except ZIP_DAMAGED:
        return False
    return any(mark in names for mark in MARKS)


def unpacked(source: Source) -> int | None:
    """The bytes that a zipped workbook says it unpacks to; None for an old one.

    Raises:
        FileUnreadable: It is a trap.
    """
    if not source.sample.head.startswith(ZIP):
        return None
    with zipfile.ZipFile(source.path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        packed = sum(entry.compress_size for entry in archive.infolist()) or 1
    swells = unpacked > SUSPECT_BYTES and unpacked > SUSPECT_RATIO * packed
    if unpacked > MOST_BYTES or swells:
        msg = (
            f"{source.name} would unpack to {unpacked >> 20:,} MiB, "
            f"{unpacked // packed:,} times its size: it was not opened."
        )
        hint = "If it is a real log, save the sheet as CSV and give that to mersey."
        raise FileUnreadable(msg, next_step=hint)
    return unpacked


def _sheets(source: Source) -> list[Sheet]:
    try:
        with calamine.load_workbook(str(source.path)) as book:
            shown = [
                each.name
                for each in book.sheets_metadata
                if each.visible == calamine.SheetVisibleEnum.Visible
                and each.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            return [_sheet(book.get_sheet_by_name(name)) for name in shown]
    except calamine.PasswordError:
        raise _locked(source) from None
    except (calamine.CalamineError, OSError, ValueError):
        if _is_locked(source.path):
            raise _locked(source) from None
        msg = f"{source.name} is damaged or cut short: its sheets cannot be read."
        hint = "Open it in a spreadsheet, save it again, or save the sheet as CSV."
        raise FileUnreadable(msg, next_step=hint) from None


def _sheet(sheet: calamine.CalamineSheet) -> Sheet:
    row, column = sheet.start or (0, 0)
    merged = tuple(
        (first - row, last - row, left - column)
        for (first, left), (last, _) in sheet.merged_cell_ranges or ()
        if last > first >= row and left >= column
    )
    return Sheet(
        name=sheet.name, rows=sheet.to_python(), first_row=row + 1, merged=merged
    )


def _is_locked(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(OLE)) == OLE and ENCRYPTED in file.read()


def _locked(source: Source) -> FileUnreadable:
    msg = f"{source.name} is locked by a password."
    hint = "Open it in Excel, save it without a password, and give that to mersey."
    return FileUnreadable(msg, next_step=hint)


# A title, a blank row, headings, and two repairs with the times of their steps.
EXAMPLE: Final = base64.b85decode(
    "P)h>@6aWAK2mk;8ApqvMbZcAy003eD000vJ003J<Z*FvDZggK%d2nTOT`qWSY!%E+3V<LGK;f%|`"
    "y6Z0B1$jO1w^JF%2Avl>h{_4@xhzi6R+mR!bhT6b=oLrr{&GaO%>u<?IL*u;IL!#tW!p+vZfNf)G"
    "QlhA5Om^^u`Pj5($#D@;?;V4^T@31QY-O00;m803iU6g-t_~000020RR9C0001Aa%F6DFD`OrY;%"
    "pzJr2S!3<cn;L_R=W7#L8}E-b7S7YM=qQJXk&0+id6ks=00zxVV>*6r#S^&m+T2LrpRhPKfiEjE`"
    "RjZ;jjEJ89c<{XcR$&KV~syI?8P0!+OE~g9_t()yYxUcI2%BKNaQ=M-H1k~jf=^vQ;esXkTclQ+X"
    "5C3aXWGe$@1M7lMmifv&R|N%ZG;Y3Y-cU;e1QY-O00;m803iSsp?E8u0002=0000F0001ZY%h0ja"
    "%*C5Z)+}iZETH?OAdoD3`DOI`2Y=c(FF=&(@mvbA_YStNQ~_CbNoh7_Fefi@*9uoK5<bmWC@g7s8"
    "1Di*1U=52hpsGn4|@t^V(=Fy~pU}L@TDEjKtC9GV-KlWpsmh#2goWuBwZUE+p6q4gbTSaST0Psee"
    "XHd517AE|=HDhgHCu%|U)uB^R-UJ58Xr#ce1NKyedFBQ<Di^l_n&Q1%N@O9KQH000080000X06mj"
    "h%BBDS0DS=f02%-Q0C;RKUvgz^b1!#qa%*C5Z)+}iZEP-bWo&b;kUI{8Fc3tqV)+0pq(~8AXwsyO"
    "askU(Fam$%-F&!xEJgVsQKU#Yv#U3wsoT4o#1#__!7Eu6rEHt}h?C}QkR2k4{NYJS%N%zAWGp&OM"
    "TqG0r3=Yv&NB57wHbAfuqn$eq;G~?GR5JnBvn$J=7_(LL)Q%k_rY8odR_^DTSy~WM9xs1dSoTv76"
    "Da7CQ4YV!T+p5JWoiU4p03GhsChX15ir?1QY-O00;m803iSy*KR0`0002R0000D0001ZY%g<kd2D"
    "5KE_iKhWsc1X!Y~koUnT4Vbkiyxq-k%0XD?nuyS0V<k=;stds7euz0G{X4Ab_Tcj`%*mlzDxm4?1"
    "+SzeBAGm)qg2R1N^q%$H9GkMEZOcY8o#q6yVn;*z2lO1_4d54YGC-im+(6s|Ocb`}daSdYNP|!B1"
    "u=<Oa>u5j&{*b2mL-lb-_}MDz`>}fiP)h>@6aWAK2mk;8Apr5n3swRF005H$000yK004MwFL!TpY"
    "jbF2Wpr~db1^P>ZESs#!A^uQ5Qblc^Z^)HC>m3`S=W;X5AMNpWk+d*mb4Sr$G2dDyM%gZGX49{-!"
    "GF9`|rL>Ms!|VQ?oqH*j|c@bzi<kq$Io=U$d5IcmVKCi@oxx9ngfA59@kG;p#rY4-VCNZt6SOWmy"
    "Hi(uPSfYfp-l6wY1}7k&w9GZlxNB~&wQI&JVoF6i1zLGl#`rJWZ*QotlZ6HaJfGInew6ia9k34ON"
    "jw}G?$F=jsz4jcYs%>UM+`3JaM_@-)<`JI6Anxl-*!aBn97E9>yzw;br$qUZY;+~gzRaJlKHxzuK"
    ";F0fM4qHQtxsRRo+h}}+R;7G}1Xr5@%gV_gP)h*<6ay3h000O8001EX=D2igTmS$7VgLXD6951J0"
    "000000000fB^si003J<Z*FvDZggK%d2nTOT`qWSY*0%90u%!j000080000X0FQ-DLz4gi00IF301"
    "E&B00000000000Du9F0001Aa%F6DFD`OrY;#ac0Rj{Q6aWAK2mk;8ApjMjcq^R%008s=000jF000"
    "0000000004jiNdW)=cx*3sZ*ps5Z*OZZcx`M@O928D0~7!N00;m803iT9lUmBA0001e0RR9R0000"
    "0000000001h0TTiM0C;RKUvgz^b1!#qa%*C5Z)+}iZEP-bWo&a$O928D0~7!N00;m803iSy*KR0`"
    "0002R0000D00000000000001h0r3I=0C;RKb98xZWpgfgZER3W0Rj{Q6aWAK2mk;8Apr5n3swRF0"
    "05H$000yK0000000000004jir~?21cx*3sZ*psMXk}$|b1!o-E_iKhP)h{{000001^@;Cd;tIe+y"
    "nps000"
)

FORMAT = Format(
    name="excel",
    title="Excel and OpenDocument spreadsheets",
    extensions=(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    sniff=sniff,
    read=read,
    apart_from=0,
    unpacked=unpacked,
    example=Example(
        file_name="repairs.xlsx",
        content=EXAMPLE,
        columns=("Job", "Step", "When"),
        n_rows=2,
    ),
)
