"""The planning plan of the sample borough, as text and as an experiment."""

from __future__ import annotations

from datetime import date

from mersey.evidence.experiment import Experiment
from mersey.evidence.outcome import Outcome
from mersey.evidence.written import read_text
from mersey.samples.experiments import experiment_files
from mersey.samples.sample_service import SampleSetting

FILES = {
    path.removeprefix("experiments/"): data.decode()
    for path, data in experiment_files(
        SampleSetting(seed=2026, as_at=date(2026, 9, 30))
    ).items()
}
PLAN = FILES["early-officer.toml"]
OUTCOME = FILES["decision-in-8-weeks.toml"]


def experiment(text: str = PLAN) -> Experiment:
    found, problems = read_text(text, file="early-officer.toml")
    assert problems == ()
    assert isinstance(found, Experiment)
    return found


def outcome(text: str = OUTCOME) -> Outcome:
    found, problems = read_text(text, file="decision-in-8-weeks.toml")
    assert problems == ()
    assert isinstance(found, Outcome)
    return found
