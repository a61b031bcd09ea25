from __future__ import annotations

import subprocess
import sys

ASKS_FOR_ARRAYS = """
import sys
from mersey.cli.without_pandas import leave_pandas_out
leave_pandas_out()
import pyarrow
print(pyarrow.array(["a", None]).to_pylist(), "pandas" in sys.modules)
"""


def test_program_makes_arrays_when_pandas_is_left_out() -> None:
    said = subprocess.run(
        [sys.executable, "-c", ASKS_FOR_ARRAYS],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "['a', None] False\n"
