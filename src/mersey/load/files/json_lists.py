"""Where in a JSON document the records are: which of its lists, and how many in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import process

from mersey.errors import ChoiceNeeded, FileUnreadable, UnknownName
from mersey.load.personal.gate import shown_names
from mersey.shell_words import as_option
from mersey.vocabulary import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.load.files.json_stream import JsonStream

__all__ = ["choose_list", "count_records", "items_at"]

DEEPEST: Final = 4
TIMES_LARGER: Final = 10
"""A list ten times longer than any other is the data."""
MOST_OFFERED: Final = 9

Lists = dict[str, int]


def count_records(stream: JsonStream) -> Lists:
    """The lists of objects inside the object that comes next: path → objects in it.

    A path is the keys to the list, with dots between: `data.items`.
    """
    found: Lists = {}
    _walk(stream, "", depth=0, found=found)
    return {path: n for path, n in found.items() if n}


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
            options=[
                as_option("--table", shown[path]) for path in ranked[:MOST_OFFERED]
            ],
            gives=[f"{lists[path]:,} records" for path in ranked[:MOST_OFFERED]],
        )
    others = f"; {len(lists) - 1} shorter lists were passed over" * (len(lists) > 1)
    said = Finding(
        id="list_chosen",
        message=f"The records are the {lists[longest]:,} objects of the list "
        f"“{shown[longest]}” inside the document{others}.",
        hint="Use --table to read another list." if others else "",
    )
    return longest, (said,)


def items_at(stream: JsonStream, path: str) -> Iterator[None]:
    """One step per item of the list at `path` in the object that comes next."""
    yield from _items(stream, path, "")


def _asked_for(wanted: str, shown: Mapping[str, str]) -> str:
    for path, told in shown.items():
        if wanted.casefold() in (path.casefold(), told.casefold()):
            return path
    names = list(shown.values())
    near = process.extractOne(wanted, names, score_cutoff=60)
    raise UnknownName.of("list", wanted, names, nearest=near[0] if near else "")


def _walk(stream: JsonStream, path: str, *, depth: int, found: Lists) -> None:
    for key in stream.members():
        here = f"{path}.{key}" if path else key
        mark = stream.peek()
        if mark == "[":
            found[here] = sum(isinstance(stream.value(), dict) for _ in stream.items())
        elif mark == "{" and depth < DEEPEST:
            _walk(stream, here, depth=depth + 1, found=found)
        else:
            stream.value()


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
