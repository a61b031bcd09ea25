"""Why people get in touch, whatever the service: the codes that every pack shares."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from mersey.services.service import DemandCode

FILE: Final = Path(__file__).with_suffix(".toml")


@cache
def shared_demand_codes() -> tuple[DemandCode, ...]:
    """The general list, in its order; a pack's own codes go before it."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(DemandCode.model_validate(code) for code in told["demand_codes"])
