"""What may be shown of a name that a file brings: of a column, a sheet, a list, itself.

A name in which somebody's particulars stand is told by its place instead.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.load.personal.generalise import (
    generalised_text,
    is_alone,
    varying,
    written_in,
)
from mersey.load.personal.identifying_forms import CUT, Form
from mersey.load.personal.people import Written
from mersey.services.word_forms import parts_of_camel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.vocabulary import Finding

_STAMP: Final = re.compile(
    r"(?<!\d)(?:19|20)\d{6}(?:[T_-]?\d{4,6})?(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)"
)
"""The day, and the time, of an export in the name of its file."""
LONGEST_ENDING: Final = 40
_ENDING: Final = re.compile(
    r"(?:\.(?:csv|tsv|txt|tab|jsonl?|ndjson|geojson|xlsx?|xlsm|xlsb|ods|parquet|xes|xml|"
    r"html?|sqlite|db|(?:json|xml)ocel|toml))?(?:\.gz)?$",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(r"\s")
_APART: Final = re.compile(r"[_.-]+")
_QUOTED: Final = re.compile(r"“([^“”]{1,400})”|\"([^\"]{1,400})\"")
_OF_PEOPLE: Final = frozenset({
    Form.PERSON, Form.EMAIL, Form.TELEPHONE, Form.NATIONAL_INSURANCE,
})  # fmt: skip
_KEYS: Final = 10
"""Headings that differ in one unknown word: a record a person, each under a name."""
_RECORD: Final = 2
"""Headings that hold somebody's particulars from which the row is a record."""


def passes(name: str, written: Written | None = None) -> bool:
    """Whether nothing in a name has the form of somebody's particulars."""
    return not _forms(name, written or Written())


def passes_alone(text: str) -> bool:
    """Whether a text passes, and is not one word that may well be a name."""
    return passes(text) and not is_alone(text, Written())


def shown_file(name: str) -> str:
    """A file's name where it passes; else what kind of file it is: `log.csv`."""
    ending = _ENDING.search(name[-LONGEST_ENDING:])
    ends = ending[0] if ending else ""
    stem = _STAMP.sub(" ", name[: len(name) - len(ends)])
    is_safe = passes(stem) and passes(_APART.sub(" ", stem))
    return name if is_safe else f"log{ends.lower()}"


def passes_file(name: str) -> bool:
    """Whether a file's name may be shown."""
    return shown_file(name) == name


def shown_names(
    names: Sequence[str], kind: str, *, may_be_people: bool = False
) -> tuple[str, ...]:
    """Each name where it passes; else its kind and place: `sheet 2`.

    Args:
        names: In their order.
        kind: What they name.
        may_be_people: Whether one unknown word is taken for a name: a sheet a person.
    """
    may = passes_alone if may_be_people else passes
    return tuple(
        name if passes(name) and may(_APART.sub(" ", name)) else f"{kind} {place}"
        for place, name in enumerate(names, start=1)
    )


def shown_labels(labels: Iterable[str], *, is_place: bool = False) -> dict[str, str]:
    """Label → what is shown, for those that do not pass; `person 1`, in their order.

    Args:
        labels: What tells several series apart; may come again.
        is_place: Whether unknown words are places.
    """
    names = list(dict.fromkeys(labels))
    written = replace(written_in(dict.fromkeys(names, 1)), is_place=is_place)
    people = [name for name in names if _forms(name, written) & _OF_PEOPLE]
    if len(people) * 2 < len(names):  # `RAJ` among codes of trusts is no person
        people = [name for name in people if _SPACED.search(name) or "@" in name]
    return {name: f"person {n}" for n, name in enumerate(people, start=1)}


def shown_headings(
    headings: Sequence[str], known: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Heading → what is shown, for those that do not pass; `column 3`.

    Args:
        headings: The headings of a file, each of its own.
        known: Words that headings are made of.
    """
    weights = {name: 1 for name in headings if _SPACED.search(name)}
    spaced = written_in(weights, known=known)
    joined = replace(spaced, is_place=True)  # `cmdb_ci` is no name of a person
    found = {
        name: forms
        for name in headings
        if (forms := _forms(name, spaced if name in weights else joined))
    }
    told = {_APART.sub(" ", name): name for name in headings if name not in found}
    for text, _, form in varying(
        list(told), {}, replace(joined, is_place=False), least=_KEYS
    ):
        found[told[text]] = {form}
    held = [form for forms in found.values() for form in forms]
    is_record = len(found) >= _RECORD and len(set(held)) > 1
    hidden = headings if is_record else found
    return _placed(headings, set(hidden))


def shown_findings(
    findings: Iterable[Finding], shown: dict[str, str]
) -> tuple[Finding, ...]:
    """The findings, with the names in quotation marks that do not pass told by place."""
    folded = {name.casefold(): new for name, new in shown.items()}
    return tuple(
        replace(
            finding,
            message=shown_quotes(finding.message, folded),
            hint=shown_quotes(finding.hint, folded),
        )
        for finding in findings
    )


def shown_quotes(text: str, shown: dict[str, str] | None = None) -> str:
    """A sentence, with what it quotes gone where that does not pass."""

    def told(match: re.Match[str]) -> str:
        quoted = match[1] or match[2]
        new = (shown or {}).get(quoted.casefold())
        if new is None:
            new = quoted if passes(quoted, Written(is_foreign=True)) else "(hidden)"
        return f"{match[0][0]}{new}{match[0][-1]}"

    return _QUOTED.sub(told, text)


def _forms(name: str, written: Written) -> set[Form]:
    """The forms in a name; a date is none, as figures stand under dates."""
    text = name[:CUT] if _SPACED.search(name) else _APART.sub(" ", name[:CUT])
    texts = {name[:CUT], text, parts_of_camel(text)}
    return {f for t in texts for f in generalised_text(t, written)[1]} - {Form.DATE}


def _placed(headings: Sequence[str], hidden: set[str]) -> dict[str, str]:
    taken = {name.casefold() for name in headings}
    shown = {}
    for place, name in enumerate(headings, start=1):
        if name not in hidden:
            continue
        new, copy = f"column {place}", 2
        while new in taken and new != name:
            new, copy = f"column {place} ({copy})", copy + 1
        taken.add(new)
        shown[name] = new
    return shown
