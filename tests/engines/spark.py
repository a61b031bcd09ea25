"""Spark's SQL for an expression, without Spark: that it compiles is the test."""

from __future__ import annotations

from typing import Any

import ibis
from ibis.config import Config


class SparkOptions(Config):
    """What `ibis.pyspark` would set when it is loaded; the compiler reads it."""

    treat_nan_as_null: bool = False


def spark_sql(expression: Any) -> str:
    """The expression in Spark's SQL; an error where ibis cannot say it there."""
    if ibis.options.pyspark is None:
        ibis.options.pyspark = SparkOptions()
    return str(ibis.to_sql(expression, dialect="pyspark"))
