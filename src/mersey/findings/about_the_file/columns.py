"""About the columns of a file: what is left out, what is hidden, what is kept."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

COLUMN_KEPT: Final = FindingKind(
    id="column_kept",
    meaning="A column that was kept as it is, with the reason given.",
    message='"{column}" was kept as it is because: {why} Numbers, addresses and e-mails that'
    " a pattern finds are removed; names are not.",
    severity=Severity.SERIOUS,
)
COLUMNS_WITHOUT_REASON: Final = FindingKind(
    id="columns_without_reason",
    meaning="Columns that nothing says are needed, each with why; they are left out.",
    message="Left out, as nothing says why they are needed: {columns}.",
    hint="To keep one, say why: {option}",
)
CONSTANT_COLUMN: Final = FindingKind(
    id="constant_column",
    meaning="Columns with one value at most; there is nothing to learn from them.",
    message="{columns}: one value at most in every row looked at, so nothing to learn.",
)
FREE_TEXT_DROPPED: Final = FindingKind(
    id="free_text_dropped",
    meaning="Columns of free text, which may name people; they are left out.",
    message="{columns}: free text may name people and was left out.",
    hint="To keep one, say why: {option}",
)
IDENTIFIERS_DROPPED: Final = FindingKind(
    id="identifiers_dropped",
    meaning="Columns that identify people; they are left out.",
    message="Left out because they identify people: {columns}.",
)
IDENTIFIERS_KEPT: Final = FindingKind(
    id="identifiers_kept",
    meaning="Identifiers were kept, because ⟦keep_ids⟧ said so: for use inside the council"
    " only.",
    message="Case numbers, people and columns that identify people were kept as they are:"
    " for use inside the council only.",
    hint="Leave out ⟦keep_ids⟧ for anything that travels.",
    severity=Severity.SERIOUS,
)
NAMES_IN_TEAMS: Final = FindingKind(
    id="names_in_teams",
    meaning="The column of teams holds names of people more than of teams; they are"
    " replaced.",
    message='"{column}" holds names of people more than of teams; they were replaced by'
    " pseudonyms.",
    severity=Severity.WARNING,
)
VALUES_GENERALISED: Final = FindingKind(
    id="values_generalised",
    meaning="Values that hold a name, a number, an address or the like; each is told by its"
    " form, as in “Assigned to (a person)”.",
    message='Different values of "{column}" that hold what has the form of somebody\'s'
    " particulars, and were told by that form: {forms}.",
    hint="If they are no people, keep them: {option}",
)
