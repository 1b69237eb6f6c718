"""crossmatch reach: tiers against their targets, their rules, and whether the ledger is whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, opened
from api.reach.kept import folded
from graph.errors import Invalid
from graph.model import Entry
from graph.reach import Reach, history, rules
from graph.reach.intervals import Proportion
from graph.reach.rules import changed
from graph.reach.slices import By, Count, Slice, sliced, total
from graph.schema import Happening
from graph.store import Store
from matcher.index.columns import columns

app = typer.Typer(help="Reach: tiers, rules, and the ledger that proves them.")
OnOption = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="At the end of this day (default: today)")]
ByOption = Annotated[By | None, typer.Option("--by", help="One line for each of these")]


@app.callback(invoke_without_command=True)
def reach(context: typer.Context, on: OnOption = None, by: ByOption = None, store: StoreOption = "") -> None:
    """How many businesses are reached, directly benefited, supported in depth."""
    if context.invoked_subcommand:
        return
    today = clock().today()
    day = on.date() if on else today
    if day > today:
        raise Invalid(f"{day} is in the future (today is {today}); name a day that is over")
    with opened(store) as graph:
        found = _folded(graph).as_of(day)
    here = total(found.units, found.tiers, day)
    for name, count, target in zip(("reached", "directly benefited", "supported in depth"), _counts(here), found.rules.targets, strict=True):
        typer.echo(f"{name:<20} {_range(count):>13} of {target:>6,}")
    typer.echo(f"{_share(here.benefit)} of the reached benefited, {_share(here.depth)} of these in depth")
    for line in _lines(sliced(found.units, found.tiers, day, by)) if by else ():
        typer.echo(line)
    typer.echo(f"at the end of {day}, rules version {found.rules.version}, {len(found.history):,} entries")


@app.command("rules")
def show_rules(
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A threshold to change, such as hours=10; may be repeated")] = None,
    version: Annotated[str, typer.Option("--version", help="What the changed rules are called")] = "",
    store: StoreOption = "",
) -> None:
    """Show the thresholds in force, or set others under a new version."""
    with opened(store) as graph:
        now = rules(graph)
        if set_:
            now, batch, expected = changed(graph, dict(_setting(one) for one in set_), version=version)
            graph.write(batch, expected=expected)
    for name in now.__slots__:
        typer.echo(f"{name:<12} {getattr(now, name)}")


@app.command()
def verify(store: StoreOption = "") -> None:
    """Check the whole chain; exit code 1 and a sentence for each broken place."""
    with opened(store) as graph:
        broken = graph.verify()
        restored = graph.entries(happenings=[Happening.RESTORED]) if not broken else ()
    for entry in restored:
        typer.echo(_restored(entry))
    for sentence in broken:
        typer.echo(sentence)
    if broken:
        raise typer.Exit(1)
    typer.echo("the ledger is whole")


def _folded(store: Store) -> Reach:
    snapshot = store.snapshot()
    return folded(store, history(store), snapshot, columns(snapshot))


def _lines(found: list[Slice]) -> Iterator[str]:
    yield ""
    for one in found:
        yield f"{one.value or 'not known':<44} {'  '.join(f'{_range(count):>9}' for count in (one.known, *_counts(one)))}  {_share(one.benefit)}"
    yield "(known, reached, benefited, in depth, benefited of reached)"


def _counts(found: Slice) -> tuple[Count, Count, Count]:
    return found.reached, found.benefited, found.supported


def _range(count: Count) -> str:
    return f"{count.high:,}" if count.low == count.high else f"{count.low:,}-{count.high:,}"


def _share(found: Proportion) -> str:
    if found.share is None or found.low is None or found.high is None:
        return "none"
    return f"{found.share:.1%} [{found.low:.1%}, {found.high:.1%}]"


def _setting(text: str) -> tuple[str, str | int | float]:
    """hours=10 as a name and a number; days stay text."""
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid(f"--set {text[:80]!r}: write NAME=VALUE, such as hours=10")
    for kind in (int, float):
        try:
            return name, kind(value)
        except ValueError:
            continue
    return name, value


def _restored(entry: Entry) -> str:
    """What a restoration lost, as a person reads it."""
    lost = int(entry.data.get("lost", 0))
    said = f"entry {entry.seq}: restored from a backup on {entry.on}"
    if not lost:
        return f"{said}, nothing of the ledger was lost"
    if lost < entry.seq:
        return f"{said}, instead of another course that the ledger had taken to entry {lost}"
    return f"{said}; the ledger had come to entry {lost}, of which entries {entry.seq} to {lost} are lost"
