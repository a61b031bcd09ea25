"""A row per change of status, from the history that a record brings along.

Jira keeps it as `changelog.histories[].items[]`, Bugzilla as `history[].changes[]`,
others as one list of changes with the old value, the new one and the time. Each record
gives a row for its creation, then one per change; the case enters `To` at `Changed at`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.findings.about_the_file.tables import CHANGES_UNFOLDED
from mersey.load.files.flattening import as_text, flat, is_list_of_objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mersey.vocabulary import Finding

FROM: Final = "From"
TO: Final = "To"
CHANGED_AT: Final = "Changed at"

OLD: Final = ("fromstring", "oldvalue", "old", "from", "before", "previous", "removed")
NEW: Final = ("tostring", "newvalue", "new", "to", "after", "added")
TIME: Final = (
    "created",
    "createdat",
    "datecreated",
    "datechanged",
    "changedat",
    "when",
    "date",
    "time",
    "timestamp",
    "updatedat",
)
FIELD: Final = (
    "field",
    "fieldname",
    "transactiontype",
    "whatchanged",
    "attribute",
    "property",
    "type",
    "name",
)
CREATED: Final = (
    "created",
    "createdat",
    "datecreated",
    "creationtime",
    "createddate",
    "creationdate",
    "openedat",
    "opened",
    "requesteddatetime",
    "datesubmitted",
)
STATUS: Final = ("status", "state", "bugstatus", "stage")


@dataclass(frozen=True, kw_only=True)
class History:
    """Where the changes of a record are.

    Attributes:
        path: The keys to the list of changes, dots between.
        has_field: True where each change names the field that changed.
    """

    path: str
    has_field: bool

    def rows(self, record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The facts of the record with its creation, then with each change."""
        values = dict(flat(record))
        listed = values.pop(self.path, None)
        changes = sorted(
            (each for each in _changes(listed) if self._counts(each)),
            key=lambda each: each.get("time") or "",
        )
        current = _first(values, STATUS)
        begun = changes[0].get("old") if changes else current
        opened = {FROM: None, TO: begun, CHANGED_AT: _first(values, CREATED)}
        yield {**values, **opened}
        for change in changes:
            told = {
                FROM: change["old"],
                TO: change["new"],
                CHANGED_AT: change.get("time"),
            }
            yield {**values, **told}

    def finding(self, *, n_records: int, n_rows: int) -> Finding:
        """That, and how, records became rows."""
        return CHANGES_UNFOLDED.found(n_rows, n_records=n_records, path=self.path)

    def _counts(self, change: Mapping[str, Any]) -> bool:
        return not self.has_field or _plain(str(change.get("field"))) in STATUS


def find_history(records: Sequence[Mapping[str, Any]]) -> History | None:
    """The list of changes of status that the records bring along; None if there is none."""
    for record in records:
        for path, value in flat(record):
            changes = list(_changes(value)) if is_list_of_objects(value) else []
            fields = {_plain(str(each["field"])) for each in changes if "field" in each}
            if changes and (fields & set(STATUS)):
                return History(path=path, has_field=True)
            if changes and not fields and _is_named_for_status(path):
                return History(path=path, has_field=False)
    return None


def _is_named_for_status(path: str) -> bool:
    return any(word in _plain(path) for word in ("status", "state", "transition"))


def _changes(listed: Any) -> Iterator[dict[str, Any]]:
    """Changes with old, new, time and field, where the items of a list are that."""
    for item in listed if isinstance(listed, list) else []:
        if not isinstance(item, dict):
            continue
        time = _first(item, TIME)
        inner = next((v for v in item.values() if is_list_of_objects(v)), None)
        if inner is not None and time is not None:
            for change in _changes(inner):
                yield {"time": time, **change}
        elif found := _change(item):
            yield found


def _change(item: Mapping[str, Any]) -> dict[str, Any] | None:
    plain = {_plain(key): value for key, value in item.items()}
    old = next((key for key in OLD if key in plain), None)
    new = next((key for key in NEW if key in plain), None)
    if old is None or new is None:
        return None
    found = {"old": as_text(plain[old]), "new": as_text(plain[new])}
    for name, keys in (("field", FIELD), ("time", TIME)):
        if (value := _first(item, keys)) is not None:
            found[name] = value
    return found


def _first(values: Mapping[str, Any], wanted: Sequence[str]) -> Any:
    """The first value whose key is one of `wanted`; of the nested ones the least deep."""
    ranked = sorted(values, key=lambda key: key.count("."))
    for word in wanted:
        for key in ranked:
            parts = key.split(".")
            last = parts[-2] if parts[-1] == "name" and len(parts) > 1 else parts[-1]
            value = values[key]
            if (
                _plain(last) == word
                and value is not None
                and not isinstance(value, (list, dict))
            ):
                return as_text(value)
    return None


def _plain(key: str) -> str:
    return "".join(letter for letter in key.casefold() if letter.isalnum())
