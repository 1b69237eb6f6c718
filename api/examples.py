"""One example for each response, as the API's description shows it; a test holds each against its model. All names are invented."""

from typing import Any

from api import models
from api.models import Model

_FRANCE = {"id": "country:FR", "name": "France"}
_DESIGN = {"id": "sector:74.10", "name": "Specialised design activities"}
_SECTION = {"id": "sector:M", "name": "Professional, scientific and technical activities"}
_ORGANISATION = {
    "id": "business:studio-papier",
    "view": "profile",
    "kind": "business",
    "name": "Studio Papier",
    "text": "Nous dessinons des emballages.",
    "lang": "fr",
    "country": _FRANCE,
    "sector": _DESIGN,
    "section": _SECTION,
    "size": "micro",
    "source": "illustrative",
}
_EVIDENCE = {
    "signal": "need_met",
    "name": "Your need, their offer",
    "family": "needs",
    "points": 2.5,
    "text": "Studio Papier offers “Emballages en papier”. You look for “Verpackung aus Papier”.",
    "path": [
        {"source": "business:backstube", "relation": "NEEDS", "target": "need:backstube-1"},
        {"source": "business:studio-papier", "relation": "OFFERS", "target": "offer:studio-papier-1"},
    ],
}
_MATCH = {
    **{name: _ORGANISATION[name] for name in ("id", "view", "kind", "name", "country", "sector", "section", "size", "source")},
    "rank": 1,
    "score": 2.5,
    "probability": None,
    "distance": 0.6,
    "cross_sector": True,
    "international": True,
    "evidence": [_EVIDENCE],
    "reasons": [{name: value for name, value in _EVIDENCE.items() if name != "name"}],
    "names": {"business:studio-papier": "Studio Papier"},
    "explanation": _EVIDENCE["text"],
    "watch_out": "Studio Papier has few known partners: little is known of how it works with others.",
    "without": {"family": "needs", "rank": 14, "candidates": 5230, "text": "Without this reason it would be number 14 of 5,230."},
}
_KEY = {"id": "0a1b2c3d4e5f", "role": "manager", "name": "Anna", "clusters": ["cluster:alpha"], "organisation": None, "expires": "2027-11-24", "revoked": False}
_UPLOAD = {
    "id": "8204422400123a1b2c3d4e5f60718",
    "name": "members.xlsx",
    "kind": "business",
    "cluster": {"id": "cluster:alpha", "name": "Alpha"},
    "on": "2026-11-25",
    "state": "read",
    "rows": 42,
    "accepted": 41,
    "rejected": 1,
    "new": 3,
    "changed": 4,
    "same": 34,
    "ended": 0,
}
_NOTE = {"column": "name", "title": "Organisation", "code": "missing_name", "message": "this row has no name; write the name of the business", "rejected": True}
_SIGNAL = {"signal": "need_met", "family": "needs", "name": "Your need, their offer", "text": "Something they offer is close to what you need.", "weight": 4.0}
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
_MEASURED = {
    "until": 2017,
    "test_years": [2018],
    "sources": 0,
    "data": "",
    "model": "",
    "measured": {},
    "partners": [],
    "newcomers": [],
    "calibration": None,
    "ablation": [],
    "prices": [],
    "town": [],
    "encoder": [],
}

_HASH = "d4b7f7e0929c65d4aae4f3a00f0344afbbf5365ba313e2d99402becfef9edb11"
_NUMBER = {"low": 329, "high": 332}
_PART = {"part": 332, "whole": 338, "share": 0.982, "low": 0.962, "high": 0.992}
_SLICE = {"value": None, "known": {"low": 655, "high": 660}, "reached": {"low": 335, "high": 338}, "benefited": _NUMBER, "supported": {"low": 30, "high": 30}}
_REACHED = {
    "pseudonym": "~0a1b2c3d4e5f6071",
    "organisation": None,
    "country": "FR",
    "section": _SECTION,
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
        {"id": "business:studio-papier", "name": "Studio Papier", "country": _FRANCE, "city": "Lyon", "source": "illustrative", "mine": True},
        {"id": "business:studio-papier-sarl", "name": "STUDIO PAPIER SARL", "country": _FRANCE, "city": "Lyon", "source": "illustrative"},
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
    models.Me: {"key": "0a1b2c3d4e5f", "role": "manager", "clusters": [{"id": "cluster:alpha", "name": "Alpha"}], "organisation": None},
    models.HomeOut: {
        "role": "manager",
        "clusters": [{"id": "cluster:alpha", "name": "Alpha"}],
        "organisation": None,
        "figures": [{"key": "members", "value": 51}],
        "suggestions": [{"member": {"id": "business:backstube", "name": "Backstube"}, "match": _MATCH}],
        "incomplete": [],
        "illustrative": True,
    },
    models.OrganisationPage: {"items": [_ORGANISATION], "total": 1, "next": None},
    models.Profile: {**_ORGANISATION, "offers": [{"id": "offer:studio-papier-1", "name": "Emballages", "text": "Emballages en papier", "lang": "fr"}]},
    models.Saved: {"organisation": _ORGANISATION, "notes": ["'ca. 6' was read as 6"]},
    models.Ended: {"id": "business:studio-papier", "clusters": [{"id": "cluster:alpha", "name": "Alpha"}], "on": "2026-11-25"},
    models.Neighbourhood: {
        "centre": "business:studio-papier",
        "nodes": [{"id": "business:studio-papier", "name": "Studio Papier", "kind": "business", "country": "FR", "source": "illustrative", "distance": 0}],
        "edges": [],
        "cut": False,
    },
    models.MatchListOut: {
        "list": "5d41402abc4b2a76",
        "snapshot": "r12",
        "model": "additive-0a1b2c3d4e5f",
        "stale": False,
        "basis": "fitted",
        "items": [_MATCH],
    },
    models.ServicePage: {
        "items": [
            {
                "id": "service:export-help",
                "name": "Export help",
                "text": "Labels, customs, payment.",
                "lang": "en",
                "type": "internationalisation",
                "provider": None,
                "country": None,
            }
        ],
        "total": 1,
        "next": None,
    },
    models.SectorList: {"items": [{"id": "sector:M", "name": _SECTION["name"], "level": "section", "parent": None, "organisations": 80}]},
    models.ClusterList: {
        "items": [
            {
                "id": "cluster:alpha",
                "name": "Alpha",
                "text": "Design in the north.",
                "country": _FRANCE,
                "region": None,
                "members": 51,
                "mine": True,
                "source": "illustrative",
            }
        ]
    },
    models.MethodOut: {
        "model": "additive-0a1b2c3d4e5f",
        "state": "unfitted",
        "encoder": "use-multilingual-3",
        "snapshot": "r12",
        "organisations": 28_083,
        "named": 16_900,
        "illustrative": 672,
        "ties": 481_165,
        "signals": [_SIGNAL],
        "languages": {"en": 220, "de": 250, "fr": 190},
        "measured": _MEASURED,
    },
    models.KeyList: {"items": [_KEY]},
    models.KeyOut: _KEY,
    models.KeyCreated: {**_KEY, "secret": "cm_0a1b2c3d4e5f_…"},
    models.UploadPage: {"items": [_UPLOAD], "next": None},
    models.UploadOut: {
        **_UPLOAD,
        "version": 3,
        "basis": "membership",
        "purposes": ["matching", "statistics"],
        "columns": [{"theirs": "Gesucht", "ours": "needs", "found": "synonym", "examples": ["Verpackung aus Papier"]}],
        "fields": [{"name": "needs", "title": "Looking for"}],
        "remarks": [{"code": "hidden_sheet", "message": "the hidden sheet Beiträge was left out"}],
        "gone": [{"id": "business:backstube", "name": "Backstube"}],
    },
    models.RowPage: {
        "items": [{"row": 7, "line": 12, "state": "rejected", "name": "", "organisation": "", "cells": {"name": "", "city": "Halle"}, "problems": [_NOTE]}],
        "total": 1,
        "next": None,
    },
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
                "country": _FRANCE,
                "source": "illustrative",
                "partners": 7,
                "between": 19.0,
                "effective": 6.4,
                "constraint": 0.18,
            }
        ],
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
    models.Health: {"status": "ok", "revision": 12},
}


def describe(document: dict[str, Any]) -> None:
    """Put the examples into an OpenAPI document, each beside its schema."""
    for model, example in EXAMPLES.items():
        if model.__name__ in document["components"]["schemas"]:
            document["components"]["schemas"][model.__name__]["example"] = example
