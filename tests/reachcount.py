"""Counts reach a second time, with pandas straight from the ledger's table: written from the rules in words, not from the product's code."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd

ACTS = ["attended", "service_completed", "interest_sent", "interest_accepted", "need_assessed"]
EXPOSURES = ["delivered", "opened", "told", "support_given"]


def totals(file: Path, until: date) -> pd.DataFrame:
    """Businesses in each tier at the end of a day, one row per cluster ("" for firms outside)."""
    with closing(sqlite3.connect(file)) as db:
        entries = pd.read_sql("SELECT happening AS kind, subject, about, day, data FROM entry ORDER BY day, seq", db)
        names = pd.read_sql("SELECT pseudonym, id FROM pseudonym", db).set_index("pseudonym").id
        props = pd.read_sql("SELECT id, props FROM node WHERE id LIKE 'business:%'", db).set_index("id").props.map(json.loads)
    entries = entries[entries.day <= until.isoformat()]
    entries = entries.assign(**{end: entries[end].map(names).fillna(entries[end]) for end in ("subject", "about")})
    data = pd.DataFrame(entries.data.map(json.loads).tolist(), index=entries.index)

    acts = entries[entries.kind.isin(ACTS) | ((entries.kind == "watched") & (data.share >= 0.75))]
    exposures = entries[entries.kind.isin(EXPOSURES) | ((entries.kind == "shown") & (data.own == True))]  # noqa: E712
    given = entries[entries.kind == "support_given"].join(data[["hours", "service"]])
    services = given[given.service.notna()].drop_duplicates(["subject", "service"])
    hours = pd.concat([services, given[given.service.isna()]]).groupby("subject").hours.sum()
    signed = entries[entries.kind == "collaboration_signed"]
    confirmed = entries[entries.kind == "collaboration_confirmed"]
    ties = signed.merge(confirmed, left_on=["subject", "about"], right_on=["about", "subject"])

    found = pd.DataFrame(index=props[props.map(lambda known: "statistics" in known["purposes"] or "ended" in known)].index)
    found["R1"] = found.index.isin([*acts.subject, *exposures.subject])
    found["R2"] = found.index.isin(acts.subject)
    assessed, planned = (found.index.isin(entries[entries.kind == kind].subject) for kind in ("need_assessed", "action_planned"))
    deep = assessed & planned & found.index.isin(hours[hours >= 12].index)
    found["R3"] = found.R2 & (deep | found.index.isin([*ties.subject_x, *ties.about_x]))
    joined = entries[entries.kind == "joined"].set_index("subject").about
    return found.groupby(joined.reindex(found.index).fillna("").to_numpy())[["R1", "R2", "R3"]].sum()
