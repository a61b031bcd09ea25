"""Where in a JSON document the records are: which of its lists, and how many in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import process

from mersey.errors import ChoiceNeeded, FileUnreadable, UnknownName
from mersey.fields import Setting
from mersey.findings.about_the_file.tables import LIST_CHOSEN, LIST_CHOSEN_OF_SEVERAL
from mersey.load.files.keyed_records import Members
from mersey.load.personal.gate import shown_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.load.files.json_stream import JsonStream
    from mersey.load.files.keyed_records import Keyed
    from mersey.vocabulary import Finding

DEEPEST: Final = 4
TIMES_LARGER: Final = 10
"""A list ten times longer than any other is the data."""
MOST_OFFERED: Final = 9

Lists = dict[str, int]


@dataclass(kw_only=True)
class _Found:
    """Where records lie in a document. A path is the keys to them: `data.items`.

    Attributes:
        lists: Path → objects in the list there.
        keyed: Path → the object there whose members are records.
    """

    lists: Lists = field(default_factory=dict)
    keyed: dict[str, Keyed] = field(default_factory=dict)

    def without_lists(self) -> tuple[str, Keyed] | None:
        """Where records lie under keys, if the document holds no list that is longer."""
        outer = min(
            self.keyed, key=lambda path: path.count(".") + bool(path), default=None
        )
        if outer is None:
            return None
        keyed, start = self.keyed[outer], f"{outer}." if outer else ""
        is_short = all(
            path.startswith(start) and n < keyed.n for path, n in self.lists.items()
        )
        others = sum(
            path != outer and not path.startswith(start) for path in self.keyed
        )
        return (outer, keyed) if is_short and not others else None


def find_records(stream: JsonStream) -> _Found:
    """The lists of objects, and objects of them, inside the object that comes next."""
    found = _Found()
    _walk(stream, "", depth=0, found=found)
    found.lists = {path: n for path, n in found.lists.items() if n}
    return found


def choose_list(
    lists: Mapping[str, int], *, wanted: str | None, name: str
) -> tuple[str, tuple[Finding, ...]]:
    """The path of the list that holds the records, and what to say of the choice.

    Raises:
        FileUnreadable: There is no list of records.
        ChoiceNeeded: Several lists could be meant.
        UnknownName: The list that was asked for does not exist.
    """
    if not lists:
        msg = f"{name} holds one JSON object, not a list of records."
        hint = "Export a JSON array of records, or one record per line."
        raise FileUnreadable(msg, next_step=hint)
    shown = dict(zip(lists, shown_names(list(lists), "list"), strict=True))
    if wanted is not None:
        return _asked_for(wanted, shown), ()
    ranked = sorted(lists, key=lambda path: -lists[path])
    longest = ranked[0]
    if len(ranked) > 1 and lists[longest] < TIMES_LARGER * lists[ranked[1]]:
        msg = f"{name} holds {len(lists)} lists of records. Which one is the log?"
        raise ChoiceNeeded(
            msg,
            options=[Setting("table", shown[path]) for path in ranked[:MOST_OFFERED]],
            gives=[f"{lists[path]:,} records" for path in ranked[:MOST_OFFERED]],
        )
    n_shorter = len(lists) - 1
    kind = LIST_CHOSEN_OF_SEVERAL if n_shorter else LIST_CHOSEN
    said = kind.found(
        n_records=lists[longest], path=shown[longest], n_shorter=n_shorter
    )
    return longest, (said,)


def items_at(stream: JsonStream, path: str) -> Iterator[None]:
    """One step per item of the list at `path` in the object that comes next."""
    yield from _items(stream, path, "")


def members_at(stream: JsonStream, path: str) -> Iterator[tuple[int, str, Any]]:
    """Line, key and value of each member of the object at `path` in the next one."""
    if not path:
        for key in stream.members():
            stream.peek()
            line = stream.line
            yield line, key, stream.value()
        return
    for key in stream.members():
        if stream.peek() == "{" and (path == key or path.startswith(f"{key}.")):
            yield from members_at(stream, path[len(key) + 1 :])
        else:
            stream.value()


def _asked_for(wanted: str, shown: Mapping[str, str]) -> str:
    for path, told in shown.items():
        if wanted.casefold() in (path.casefold(), told.casefold()):
            return path
    names = list(shown.values())
    near = process.extractOne(wanted, names, score_cutoff=60)
    raise UnknownName.of("list", wanted, names, nearest=near[0] if near else "")


def _walk(stream: JsonStream, path: str, *, depth: int, found: _Found) -> Members:
    members = Members()
    for key in stream.members():
        members.meet(key)
        here = f"{path}.{key}" if path else key
        mark = stream.peek()
        if mark == "[":
            objects = [isinstance(stream.value(), dict) for _ in stream.items()]
            found.lists[here] = sum(objects)
        elif mark == "{" and depth < DEEPEST:
            members.hold(_walk(stream, here, depth=depth + 1, found=found))
        else:
            stream.value()
            members.n_plain += mark != "{"
    if keyed := members.keyed():
        found.keyed[path] = keyed
    return members


def _items(stream: JsonStream, wanted: str, path: str) -> Iterator[None]:
    for key in stream.members():
        here = f"{path}.{key}" if path else key
        mark = stream.peek()
        if mark == "[" and here == wanted:
            yield from stream.items()
        elif mark == "[":
            for _ in stream.items():
                stream.value()
        elif mark == "{" and wanted.startswith(f"{here}."):
            yield from _items(stream, wanted, here)
        else:
            stream.value()
