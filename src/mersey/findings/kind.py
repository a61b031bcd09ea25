"""One kind of finding: what it means, and how it is said of a file that has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import Formatter
from typing import Any, Final

from mersey.vocabulary import Finding, Severity
from mersey.wording import either, plural


@dataclass(frozen=True, kw_only=True)
class Worse:
    """From which share on a finding should worry the reader more.

    Attributes:
        beyond: Share of the whole, 0 to 1; a finding that touches more is worse.
        severity: How much it should worry the reader then.
    """

    beyond: float
    severity: Severity


@dataclass(frozen=True, kw_only=True)
class FindingKind:
    """What may be true of many files, declared once.

    Message and hint are patterns as of `str.format`, in which `n` is how many the finding
    touches. `{n:row was|rows were}` gives a count with its noun, "1 row was" or "2 rows
    were", and `{n:=it is|they are}` the words alone.

    Attributes:
        id: Stable name, such as `reversed_spans`.
        meaning: What it means, in a line of the documentation.
        message: What was found, in plain words; columns and counts, never values.
        hint: What to do about it; empty when there is nothing to do.
        severity: How much it should worry the reader.
        worse: When it should worry more; None where the share makes no difference.
    """

    id: str
    meaning: str
    message: str
    hint: str = ""
    severity: Severity = Severity.NOTE
    worse: Worse | None = None

    def found(self, n: int = 0, /, *, of: int | None = None, **said: object) -> Finding:
        """The finding that touches `n`, with what its patterns name.

        Args:
            n: How many rows, events, cases or columns it touches.
            of: Out of how many; None where no whole exists.
            said: The values that message and hint name besides `n`.

        Raises:
            KeyError: A pattern names what was not given.
        """
        share = n / of if of else None
        return Finding(
            id=self.id,
            message=_WORDS.format(self.message, n=n, **said),
            hint=_WORDS.format(self.hint, n=n, **said),
            count=n,
            share=share,
            severity=self._severity(share),
        )

    def found_in(
        self, n: int, /, *, of: int | None = None, **said: object
    ) -> Finding | None:
        """The finding, or None where it touches nothing."""
        return self.found(n, of=of, **said) if n else None

    def is_kind_of(self, finding: Finding) -> bool:
        """Whether a finding is one of these, to tell it in a place of its own."""
        return finding.id == self.id

    def worded(
        self,
        message: str,
        *,
        hint: str | None = None,
        severity: Severity | None = None,
    ) -> FindingKind:
        """The same finding where it must be said in other words."""
        return replace(
            self,
            message=message,
            hint=self.hint if hint is None else hint,
            severity=severity or self.severity,
        )

    def _severity(self, share: float | None) -> Severity:
        if self.worse and share is not None and share > self.worse.beyond:
            return self.worse.severity
        return self.severity


class _Words(Formatter):
    """`str.format`, with counts that agree with their words."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, is_count, many = format_spec.partition("|")
        if not is_count:
            return str(super().format_field(value, format_spec))
        if one.startswith("="):
            return either(value, one[1:], many)
        return plural(value, one, many)


_WORDS: Final = _Words()
