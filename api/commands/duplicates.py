"""crossmatch duplicates: find the records of one business, merge the clear ones by rule, leave the unclear to a person."""

from collections.abc import Iterator
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, opened, progress
from seeds.duplicates.planning import Plan, plan
from seeds.duplicates.rule import rule


def duplicates(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Find and report, write nothing")] = False,
    store: StoreOption = "",
) -> None:
    """Find businesses that stand in the store more than once. A second run changes nothing; whatever is merged can be undone."""
    with opened(store) as graph, progress() as report:
        report("comparing", 0, 1)
        made = plan(graph, clock().today())
        report("comparing", 1, 1)
        if made.changes and not dry_run:
            graph.write(made.batch)
    for line in _said(made, dry_run):
        typer.echo(line)


def _said(made: Plan, dry_run: bool) -> Iterator[str]:
    found, by = made.found, rule()
    yield f"{found.records} businesses, {found.compared} pairs compared"
    yield f"merged by rule {by.version} (from {by.clear:.2f} on): {made.merged} now; businesses with more than one record: {len(found.groups)}"
    yield f"for a person to decide (from {by.unclear:.2f} on): {made.asked} pairs, on the page Duplicates"
    yield f"{found.unique} businesses if all of these are different, about {found.estimated} as it looks"
    if dry_run:
        yield "nothing was written (--dry-run)"
    elif not made.changes:
        yield "nothing has changed since the last run"
