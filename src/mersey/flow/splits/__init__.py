"""Does it take as long for everybody? Cases by team, type, ward or any fact kept."""

from __future__ import annotations

from mersey.flow.splits.group_columns import GroupColumn, group_columns
from mersey.flow.splits.split_log import splits_of
from mersey.flow.splits.split_results import Split, SplitGroup

__all__ = ["GroupColumn", "Split", "SplitGroup", "group_columns", "splits_of"]
