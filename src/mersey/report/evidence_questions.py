"""What is asked of people before a plan can be proposed: the same words on every surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS: Final[Mapping[str, str]] = {
    "title": "What shall it be called?",
    "outcome": "Which outcome is it for? (id of its file)",
    "question": "Which question does it answer?",
    "change": "What is the one change?",
    "why": "Why should it work?",
    "owner": "Who answers for it? (a role, not a name)",
    "expects_low": "How much better do you expect it to be, at least?",
    "expects_high": "And at most?",
    "worth_having": "What is the smallest improvement worth having?",
    "from_step": "Which step does the change make shorter? It begins at",
    "to_step": "and ends at",
}
"""Name of what is asked → the question."""
