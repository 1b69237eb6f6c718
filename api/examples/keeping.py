"""Examples of keys, uploads, health."""

from typing import Any

from api import models
from api.models import Model

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

EXAMPLES: dict[type[Model], dict[str, Any]] = {
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
    models.Health: {"status": "ok", "revision": 12},
}
