"""The digest of a measure's definition: the same digest, the same meaning.

It is over what decides the number: the queries, what their rows are, what a period without
rows means, and the worked example that every engine must meet. Words for people are left
out, so that a clearer sentence is no new definition.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mersey.flow.declaration import Measure


def definition_hash(measure: Measure) -> str:
    """SHA-256 of the definition as JSON with sorted keys; 64 hexadecimal digits."""
    text = json.dumps(_decides(measure), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _decides(measure: Measure) -> dict[str, Any]:
    """What the number depends on; in a query, spaces and ends of lines do not count."""
    example = measure.example
    return {
        "name": measure.name,
        "unit": measure.unit.value,
        "better": measure.better.value,
        "estimate": measure.estimate.value,
        "absent": measure.absent.value,
        "needs_arrivals": measure.needs_arrivals,
        "counts_openings": measure.counts_openings,
        "query": " ".join(measure.query.text.split()),
        "parts": {
            name: " ".join(part.text.split()) for name, part in measure.parts.items()
        },
        "example": {
            "columns": list(example.columns),
            "rows": [list(row) for row in example.rows],
            "end": list(example.end),
            "as_at": example.as_at,
            "per": example.per.value,
            "expected": [list(row) for row in example.expected],
        },
    }
