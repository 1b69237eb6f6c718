"""Examples of reach, indicators and duplicates."""

from typing import Any

from api import models
from api.examples.shared import FRANCE, SECTION
from api.models import Model

_HASH = "d4b7f7e0929c65d4aae4f3a00f0344afbbf5365ba313e2d99402becfef9edb11"
_NUMBER = {"low": 329, "high": 332}
_PART = {"part": 332, "whole": 338, "share": 0.982, "low": 0.962, "high": 0.992}
_SLICE = {"value": None, "known": {"low": 655, "high": 660}, "reached": {"low": 335, "high": 338}, "benefited": _NUMBER, "supported": {"low": 30, "high": 30}}
_REACHED = {
    "pseudonym": "~0a1b2c3d4e5f6071",
    "organisation": None,
    "country": "FR",
    "section": SECTION,
    "size": "micro",
    "lang": "fr",
    "clusters": [{"id": "cluster:alpha", "name": "Alpha"}],
    "tier": 2,
    "reached": "2025-02-11",
    "benefited": "2025-03-04",
    "supported": None,
    "hours": 9.5,
    "lacks": [{"missing": "hours", "have": 9.5, "need": 12.0}],
}
_PROOF = {"seq": 2065, "happening": "attended", "on": "2025-03-04", "entered": "2025-03-06", "hash": _HASH, "counts": "act", "hours": None}
_DUPLICATE = {
    "id": "0a1b2c3d4e5f60718293",
    "state": "open",
    "probability": 0.87,
    "records": [
        {"id": "business:studio-papier", "name": "Studio Papier", "country": FRANCE, "city": "Lyon", "source": "illustrative", "mine": True},
        {"id": "business:studio-papier-sarl", "name": "STUDIO PAPIER SARL", "country": FRANCE, "city": "Lyon", "source": "illustrative"},
    ],
    "facts": [{"field": "name", "agreement": "same"}, {"field": "form", "agreement": "unknown"}, {"field": "town", "agreement": "same"}],
}
_INDICATOR = {
    "code": "R3",
    "key": "R3",
    "group": "R",
    "group_name": "Reach and depth",
    "name": "Supported in depth",
    "unit": "businesses",
    "unit_name": "enterprises",
    "over": "until",
    "better": "more",
    "formula": "Directly benefited, and either needs assessed, an action plan and at least 12 hours of documented support, or a confirmed collaboration.",
    "source": "reach ledger",
    "version": "1",
    "value": 286,
    "text": "286",
    "low": 283,
    "high": 286,
    "part": None,
    "whole": None,
    "target_low": 250,
    "target_high": None,
    "met": True,
    "reason": "",
    "made": "",
    "evidence": 1391,
    "parts": [{"by": "", "value": "new", "name": "new in the period", "number": 286, "low": None, "high": None, "part": None, "whole": None}],
    "refused": [
        {"code": "hours", "text": "fewer documented hours than needed", "count": 1966, "need": 12, "cases": [{"who": "~0a1b2c3d4e5f6071", "have": 11.5}]}
    ],
}

EXAMPLES: dict[type[Model], dict[str, Any]] = {
    models.ReachOut: {
        "on": "2026-11-26",
        "rules": "1",
        "hours": 12.0,
        "begins": "2024-12-01",
        "ends": "2027-05-31",
        "entries": 4473,
        "head": _HASH,
        "contacts": 1804,
        "barred": 2,
        "tiers": [{"tier": 1, "count": {"low": 335, "high": 338}, "target": 7000, "forecast_low": 560, "forecast": 581, "forecast_high": 597}],
        "total": {**_SLICE, "benefit": _PART, "depth": {"part": 30, "whole": 332, "share": 0.09, "low": 0.064, "high": 0.126}},
        "equity": 0.93,
        "slices": [],
        "clusters": [{"cluster": {"id": "cluster:alpha", "name": "Alpha"}, "members": 51, "managed": "2026-11-20", "acted": 12, "active": True}],
        "clusters_target": 11,
        "model": "weekly hazards by tier",
        "backtest": [],
        "whole_programme": True,
        "illustrative": True,
    },
    models.ReachedPage: {"items": [_REACHED], "total": 1, "next": None},
    models.ProofList: {"business": _REACHED, "items": [_PROOF], "total": 1},
    models.Verification: {"whole": True, "entries": 4473, "head": _HASH, "broken": [], "broken_total": 0},
    models.StepList: {
        "on": "2026-11-26",
        "cluster": None,
        "items": [{"business": _REACHED, "action": "support", "effort": 2.5, "to_next": 2.5, "to_depth": 2.5}],
        "target": 250,
        "missing": 12,
        "found": 12,
        "hours": 41.5,
        "by_cluster": [{"cluster": {"id": "cluster:alpha", "name": "Alpha"}, "businesses": 12, "hours": 41.5, "managers": ["manager-alpha-1"]}],
    },
    models.DuplicatePage: {"items": [_DUPLICATE], "total": 1, "next": None},
    models.DuplicatePair: _DUPLICATE,
    models.DuplicateSearch: {"begun": True},
    models.DuplicateCounts: {"open": 12, "same": 5, "apart": 3, "by_rule": 40},
    models.IndicatorList: {
        "since": "2024-11-26",
        "until": "2026-11-26",
        "rules": "1",
        "revision": 12,
        "entries": 121768,
        "head": "d4b7f7e0929c65d4aae4f3a00f0344afbbf5365ba313e2d99402becfef9edb11",
        "whole_programme": True,
        "illustrative": True,
        "items": [_INDICATOR],
    },
    models.EvidencePage: {
        "key": "R3",
        "name": "Supported in depth",
        "items": [
            {
                "seq": 4711,
                "happening": "support_given",
                "on": "2026-03-04",
                "entered": "2026-03-05",
                "hash": "d4b7f7e0929c65d4aae4f3a00f0344afbbf5365ba313e2d99402becfef9edb11",
                "pseudonym": "~0a1b2c3d4e5f6071",
            }
        ],
        "others": [],
        "total": 1391,
        "others_total": 0,
        "next": None,
    },
}
