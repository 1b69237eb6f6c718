"""The thresholds of the rule that merges, with their version."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """From `clear` on two records are one by rule, from `unclear` on a person is asked; below `against` they cannot be in one group."""

    version: str
    clear: float
    unclear: float
    against: float


@cache
def rule() -> Rule:
    """The rule that ships."""
    return Rule(**tomllib.loads(Path(__file__).with_name("rule.toml").read_text("utf-8")))
