"""The different texts of a column, with what identifies somebody replaced by its form.

Worked on the different texts, never on rows. What is common in a template stays, and the
part that varies goes: `Assigned to (a person)`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from mersey.load.personal.identifying_forms import CUT, Form, without_forms
from mersey.load.personal.people import (
    NUMBERED,
    Sort,
    Written,
    has_one_word,
    people_in,
    tokens_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_MOSTLY: Final = 0.5
_ABBREVIATION: Final = 4  # capitals that stand alone
_SERIES: Final = 4  # texts that differ only in a reference or a long number
_VARYING: Final = 3  # texts that differ in one unknown word
_NUMBER: Final = re.compile(r"\b[A-Za-z]{2,12}[-/]?\d{3,}|\b(?!(?:19|20)\d\d\b)\d{4,}")
_TEMPLATE: Final = re.compile(
    r"(.{2,60}\b(?:to|by|with|from)|.{2,60}[:>–-]) ([^\W\d_]{2,30})", re.DOTALL
)


@dataclass(frozen=True, kw_only=True)
class Generalised:
    """What became of the different texts of a column.

    Attributes:
        texts: Text → what stands for it, where that is not itself.
        forms: Form, as it is called → different texts in which it was found.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)


def generalised(
    texts: Iterable[str],
    written: Written,
    *,
    is_of_trade: Callable[[str], bool] = lambda _: False,
    is_confirmed: Callable[[str], bool] = lambda _: False,
) -> Generalised:
    """The different texts of a column, generalised.

    Args:
        texts: Each different text, once.
        written: How the texts are written.
        is_of_trade: Whether a text of one unknown word is a word of the trade.
        is_confirmed: Whether a pack, a map or a person knows a text, which then stays.
    """
    changed: dict[str, str] = {}
    forms: Counter[str] = Counter()
    open_ = [text for text in texts if not is_confirmed(text)]
    for text in open_:
        safe, found = generalised_text(text, written)
        if not found and is_alone(text, written) and not is_of_trade(text):
            safe, found = Form.PERSON.value, (Form.PERSON,)
        if safe != text:
            changed[text] = safe
            forms.update(set(found))
    found_together = (
        *_tails(open_, changed),
        *_series(open_, changed),
        *varying(open_, changed, written),
    )
    for text, safe, form in found_together:
        changed[text] = safe
        forms[form] += 1
    return Generalised(texts=changed, forms=forms)


def generalised_text(
    text: str, written: Written | None = None
) -> tuple[str, tuple[Form, ...]]:
    """One text with each part that identifies replaced by its form, and the forms."""
    written = written or Written()
    safe, forms = without_forms(text[:CUT])
    kept = [name.value for name in set(forms)]
    for start, end in reversed(_people(safe, written, kept)):
        number = NUMBERED.search(safe[max(0, start - 20) : start])
        form = Form.ADDRESS if number else Form.PERSON
        begin = start - len(number[0]) if number else start
        safe = f"{safe[:begin]}{form}{safe[end:]}"
        forms = (*forms, form)
    return safe, forms


def written_in(
    weights: Mapping[str, int],
    *,
    is_place: bool = False,
    known: frozenset[str] = frozenset(),
) -> Written:
    """How texts are written, each weighed by how often it comes."""
    written = Written(is_place=is_place, known=known)
    unknown = sum(n for text, n in weights.items() if _is_strange(text, written))
    is_foreign = unknown > _MOSTLY * sum(weights.values())
    return replace(written, is_foreign=is_foreign)


def _people(
    text: str, written: Written, labels: Sequence[str]
) -> list[tuple[int, int]]:
    """Where people are named, what was put in already aside."""
    blank = text
    for label in labels:
        blank = blank.replace(label, "0" * len(label))
    return people_in(blank, written)


def _is_strange(text: str, written: Written) -> bool:
    """Whether most of a text's words are unknown, in small letters or several."""
    tokens = tokens_of(text[:CUT], written.known)
    unknown = [t for t in tokens if t.sort is Sort.UNKNOWN]
    return len(unknown) * 2 > len(tokens) and not all(
        token.text[0].isupper() for token in unknown
    )


def is_alone(text: str, written: Written) -> bool:
    """Whether a text is one word that no list knows."""
    if written.is_place or written.is_foreign or not has_one_word(text[:CUT]):
        return False
    if text.isupper() and len(text) <= _ABBREVIATION:
        return False
    (token,) = tokens_of(text[:CUT], written.known)
    return token.sort is Sort.UNKNOWN and not any(map(str.isdigit, text))


def _tails(
    texts: Sequence[str], changed: Mapping[str, str]
) -> Iterator[tuple[str, str, Form]]:
    """Words that are names too, after a template in which others are people.

    After `Assigned to (a person)` comes `Assigned to Brown`.
    """
    people = {
        safe.removesuffix(f" {Form.PERSON}")
        for safe in changed.values()
        if safe.endswith(f" {Form.PERSON}")
    }
    for text in texts:
        match = None if text in changed else _TEMPLATE.fullmatch(text)
        if match is None or match[1] not in people:
            continue
        if tokens_of(match[2])[0].sort is Sort.EITHER:
            yield text, f"{match[1]} {Form.PERSON}", Form.PERSON


def _series(
    texts: Sequence[str], changed: Mapping[str, str]
) -> Iterator[tuple[str, str, Form]]:
    """Texts that differ in a long number only."""
    alike = defaultdict(list)
    for text in texts:
        if text not in changed and _NUMBER.search(text[:CUT]):
            alike[_NUMBER.sub(Form.NUMBER, text[:CUT])].append(text)
    for safe, members in alike.items():
        if len(members) >= _SERIES:
            yield from ((text, safe, Form.NUMBER) for text in members)


def varying(
    texts: Sequence[str],
    changed: Mapping[str, str],
    written: Written,
    *,
    least: int = _VARYING,
) -> Iterator[tuple[str, str, Form]]:
    """Texts that differ in one unknown word only: `Called Quillfeather`, `Called Snodgrass`.

    Args:
        texts: Each once.
        changed: Texts of which something was found already → what stands for them.
        written: How they are written.
        least: So many of them name people.
    """
    if written.is_place or written.is_foreign:
        return
    alike = defaultdict(list)
    for text in texts:
        if text in changed or len(text) > CUT:
            continue
        tokens = tokens_of(text, written.known)
        unknown = [token for token in tokens if token.sort is Sort.UNKNOWN]
        if len(unknown) == 1 < len(tokens):
            (token,) = unknown
            told = f"{text[: token.start]}{Form.PERSON}{text[token.end :]}"
            alike[told].append(text)
    known = Counter(changed.values())
    for safe, members in alike.items():
        if len(members) + known[safe] >= least:
            yield from ((text, safe, Form.PERSON) for text in members)
