"""crossmatch doctor: what works on this machine, what is missing and how to get it."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, settings
from api.doctor import Finding, State, examine


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON")] = False,
    store: StoreOption = "",
) -> None:
    """Look at Python, packages, encoder, store, ledger, disk and servers. Exit code 0: everything needed works, 1: something is missing."""
    chosen = settings()
    found = examine(chosen, store or chosen.store, clock())
    typer.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2) if as_json else "\n".join(map(_line, found)))
    if any(finding.state is State.MISSING for finding in found):
        raise typer.Exit(1)


def _line(finding: Finding) -> str:
    remedy = f"\n{'':<22}→ {finding.remedy}" if finding.remedy else ""
    return f"{finding.state:<11}{finding.name:<11}{finding.said}{remedy}"
