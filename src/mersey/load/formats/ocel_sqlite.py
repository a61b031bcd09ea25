"""Object-centric logs in SQLite (OCEL 2.0): a table per type of event and of object."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING, Final

from mersey.load.files.format import Example, Fit, Format
from mersey.load.files.ocel import flatten
from mersey.load.files.ocel_database import read_database
from mersey.load.files.signatures import SQLITE

if TYPE_CHECKING:
    from mersey.load.files.format import Sample


def sniff(sample: Sample) -> Fit:
    """Any SQLite database: without OCEL's tables, reading says which it has."""
    return Fit.YES if sample.head.startswith(SQLITE) else Fit.NO


# One application with a ward, and one event with a channel that concerns it.
EXAMPLE: Final = zlib.decompress(
    base64.b85decode(
        "c-rljQESss6vxkL(sULI4I&{Am5fp_Y?XW06<G&jl!6ZfaTbO{ELnP|(KN}rY-9K|{0M#*zkq%X!"
        "55zdLGaBNZ<EF*ZNvvbG|P{Z+<S7GbMEEvzs;kEJ9fadLvJ!R1FZukK!iJ*1^{(_RbkE*eu)Vm;r"
        "G<xriJC{kMVn$BN__+4Ju+S?9Er;R&W`pp&&OH-DMWDPuVEy{}<p^kbCO9`AvfwzVFzU8Q7j1_5U"
        "+)E66ujQD`(`-KX{c3Ah#H6%~bMGa>pV{eJ^)1($>>in1&-YEb*Q7Jk&f2YiRGvBf8Q@Zis~ugu2"
        "rU)#@6l$5nKJPXVNhj|Atm=z4irauhM{YAHYZ?|s@`r5#_yVKVef;T*iIpJ*m=WH6(p9qqo>v$3t"
        "V5iKTzmxXFRQh!6m)UQZBt=#6abo$=UC3B$l*Jy+bLiVBDT;!7^VNm7((+m|UXJwt5x5oPkn3FQ-"
        "D`|)kd4hY>9on_fNb?>w@1jn?;Quz{tNIH@C|nO@SpIiQc)<yi`As$6aQ+<PpVnMPsA6bVUOARnK"
        "_xc)^pQ+#zw<Kn>i!>sT7_D=ZVuG{+ddAD;cLj9LuOTt>Q9Ae_5_5trlLWi2~7rlXEE}dGd&ep2P"
        ")a8;;$h6VtKzZYDGRe*kU;d1DpJa#sa|(yd#hO(?ekA-&M{?=v&-+#hp~DQf"
    )
)

FORMAT = Format(
    name="ocel_sqlite",
    title="OCEL 2.0 in SQLite",
    extensions=(".sqlite", ".db", ".sqlite3"),
    sniff=sniff,
    read=read_database,
    apart_from=0,
    then=flatten,
    example=Example(
        file_name="applications.sqlite",
        content=EXAMPLE,
        columns=(
            "case:concept:name",
            "concept:name",
            "time:timestamp",
            "channel",
            "case:ward",
        ),
        n_rows=1,
    ),
)
