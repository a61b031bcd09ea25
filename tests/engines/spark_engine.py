"""A log's tables on a real Spark, in this process; skipped where it cannot be had."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from mersey.engine import open_spark
from mersey.eventlog.prepared import export_parquet

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.eventlog import EventLog

__all__ = ["connect", "on_spark"]

TABLES = ("events", "cases", "variants")

SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@cache
def connect() -> Any:
    """A store on a Spark of two threads; the test is skipped where there is none."""
    spark = pytest.importorskip(
        "pyspark.sql", reason="pyspark is not here: `make test-spark` brings it"
    )
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17 or 21, and there is no java on the path")
    builder = spark.SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return open_spark(session)


def on_spark(log: EventLog, folder: Path) -> EventLog:
    """The same log, its tables exported as Parquet to `folder` and read by Spark."""
    spark = connect()
    export_parquet(log, folder)
    tables = {
        name: spark.read_parquet(
            f"{name}_{abs(hash(folder))}", folder / f"{name}.parquet"
        )
        for name in TABLES
    }
    return replace(log, store=spark, **tables)
