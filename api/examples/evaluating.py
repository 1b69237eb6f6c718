"""Examples of trials and the network over time."""

from typing import Any

from api import models
from api.examples.shared import FRANCE
from api.models import Model

_TRIAL = {
    "code": "trial-2026a",
    "state": "over",
    "design": "waiting_list",
    "outcome": "collaboration",
    "horizon": 180,
    "share": 0.5,
    "alpha": 0.05,
    "strata": ["country", "size"],
    "declared": "2026-02-01",
    "assigned": "2026-02-10",
    "ends": "2026-08-09",
    "businesses": 200,
    "drawable": False,
}
_LASTING = {"months": 6, "share": 0.87, "low": 0.81, "high": 0.91}

EXAMPLES: dict[type[Model], dict[str, Any]] = {
    models.TrialList: {"items": [_TRIAL], "may_start": True, "eligible": 51},
    models.TrialItem: _TRIAL,
    models.TrialOut: {
        **_TRIAL,
        "commitment": "6f2c1d0e9b8a7f6e5d4c3b2a19080706f5e4d3c2b1a09f8e7d6c5b4a39281706",
        "seed": 3141592653589793,
        "seed_kept": True,
        "repeated": True,
        "arms": [
            {"arm": "offer", "businesses": 100, "left_out": 0, "outcomes": 14, "share": 0.14, "low": 0.085, "high": 0.221, "taken": 41},
            {"arm": "wait", "businesses": 99, "left_out": 1, "outcomes": 5, "share": 0.051, "low": 0.022, "high": 0.113, "taken": 3},
        ],
        "by_stratum": [{"stratum": "DE-micro", "offered": 31, "waiting": 31}],
        "effect": {"value": 0.09, "low": 0.006, "high": 0.176},
        "p": 0.048,
        "detectable": 0.12,
        "complier": None,
        "changes": [
            {
                "asked": "revenue",
                "months": 6,
                "offered": 70,
                "waiting": 68,
                "offered_before": 1.8,
                "offered_after": 2.0,
                "waiting_before": 1.8,
                "waiting_after": 1.9,
                "effect": {"value": 0.1, "low": -0.02, "high": 0.22},
                "p": 0.11,
            }
        ],
        "mine": [],
        "illustrative": True,
    },
    models.PowerOut: {
        "businesses": 200,
        "baseline": 0.1,
        "offered": 0.5,
        "alpha": 0.05,
        "wanted": 0.8,
        "detectable": 0.15,
        "lift": 0.1,
        "power": 0.508,
        "needed": 398,
    },
    models.TieSurvival: {
        "on": "2026-11-24",
        "all": {
            "channel": "",
            "ties": 120,
            "ended": 31,
            "at": [_LASTING],
            "steps": [{"day": 0, "share": 1.0, "low": None, "high": None}, {"day": 183, "share": 0.87, "low": 0.81, "high": 0.91}],
        },
        "channels": [],
        "p": None,
        "whole_programme": True,
    },
    models.NetworkSeries: {
        "scope": "programme",
        "every": "month",
        "window": 24,
        "state": "ready",
        "done": 1.0,
        "undated": 3,
        "illustrative": True,
        "items": [
            {
                "month": "2026-11",
                "organisations": 660,
                "tied": 310,
                "ties": 280,
                "figures": {"density": 0.0058, "gini": 0.31, "across_country": 0.12, "reciprocity": None},
                "path_interval": [6.4, 6.4],
                "changes": {"continued": 12, "born": 1, "ended": 0, "merged": 1, "split": 0, "alike": 0.93},
            }
        ],
    },
    models.NetworkChance: {
        "scope": "programme",
        "month": "2026-11",
        "against": "meetings",
        "draws": 100,
        "state": "ready",
        "done": 1.0,
        "items": [{"measure": "across_cluster", "value": 0.24, "mean": 0.9, "deviation": 0.02, "z": -33.0, "percentile": 0.0}],
    },
    models.NetworkTrend: {
        "scope": "programme",
        "before": "2024-11",
        "after": "2026-11",
        "ties_before": 240,
        "ties_after": 280,
        "draws": 499,
        "state": "ready",
        "done": 1.0,
        "verdict": "better",
        "items": [
            {"measure": "across_country", "should": "rise", "before": 0.08, "after": 0.14, "low": -0.03, "high": 0.03, "p": 0.002, "shown": True},
            {"measure": "gini", "should": "not_rise", "before": 0.31, "after": 0.32, "low": -0.02, "high": 0.02, "p": 0.4, "shown": False},
        ],
    },
    models.NetworkRoles: {
        "scope": "programme",
        "month": "2026-11",
        "state": "ready",
        "done": 1.0,
        "items": [
            {
                "cluster": {"id": "cluster:alpha", "name": "Alpha"},
                "members": 51,
                "coordinator": 20.0,
                "itinerant": 1.0,
                "representative": 6.5,
                "gatekeeper": 6.5,
                "liaison": 2.0,
            }
        ],
    },
    models.BrokerList: {
        "scope": "programme",
        "month": "2026-11",
        "state": "ready",
        "done": 1.0,
        "items": [
            {
                "organisation": {"id": "business:studio-papier", "name": "Studio Papier"},
                "country": FRANCE,
                "source": "illustrative",
                "partners": 7,
                "between": 19.0,
                "effective": 6.4,
                "constraint": 0.18,
            }
        ],
    },
}
