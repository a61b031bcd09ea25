"""What may be found about a file or a log: each thing is declared here, and only here.

`about_the_file` and `about_the_log` hold the tables. A check says how many it touches, and
the declaration gives the words, the hint and how much it should worry a reader.
"""

from __future__ import annotations

from mersey.findings.declared import ABOUT, declared
from mersey.findings.kind import FindingKind, Worse

__all__ = ["ABOUT", "FindingKind", "Worse", "declared"]
