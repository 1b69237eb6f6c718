"""Examples of partners and services: organisations, lists, the method."""

from typing import Any

from api import models
from api.examples.shared import FRANCE, SECTION
from api.models import Model

_DESIGN = {"id": "sector:74.10", "name": "Specialised design activities"}
_ORGANISATION = {
    "id": "business:studio-papier",
    "view": "profile",
    "kind": "business",
    "name": "Studio Papier",
    "text": "Nous dessinons des emballages.",
    "lang": "fr",
    "country": FRANCE,
    "sector": _DESIGN,
    "section": SECTION,
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
_SIGNAL = {"signal": "need_met", "family": "needs", "name": "Your need, their offer", "text": "Something they offer is close to what you need.", "weight": 4.0}
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
    models.SectorList: {"items": [{"id": "sector:M", "name": SECTION["name"], "level": "section", "parent": None, "organisations": 80}]},
    models.ClusterList: {
        "items": [
            {
                "id": "cluster:alpha",
                "name": "Alpha",
                "text": "Design in the north.",
                "country": FRANCE,
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
}
