"""crossmatch load with a kind of list: who came, who got or opened a mail, who was helped; into the reach ledger, each event once."""

from dataclasses import replace
from functools import partial

from api.commands.saying import echo, hint, refusal, say
from api.commands.wiring import progress
from graph import Store
from graph.errors import Invalid
from seeds.formats.bounds import Refused
from seeds.formats.table import Opened
from seeds.happenings.options import Options
from seeds.happenings.planning import plan
from seeds.happenings.reading import read
from seeds.members.remembering import remember, remembered
from seeds.report import Report


def load_list(graph: Store, table: Opened, *, said: Options, dry_run: bool, keep_going: bool) -> Report:
    """One list: read, planned, said, and written in one transaction that fails if somebody wrote about the same businesses meanwhile."""
    options = replace(said, recall=partial(remembered, graph, said.scope))
    try:
        with progress() as told:
            found = read(table, options, progress=told)
    except Refused as error:
        raise Invalid(f"{error}{hint(error.code)}") from error
    happened = plan(graph, found, options)
    say(found.columns, happened.plan, "")
    if why := refusal(happened.plan.report, dry_run=dry_run, keep_going=keep_going):
        echo(table.name, why)
        return happened.plan.report
    if happened.plan.batch.events:
        graph.write(happened.plan.batch, expected=happened.expected)
    remember(graph, options.scope, found.columns)
    echo(table.name, f"{len(happened.plan.batch.events)} events were written into the ledger")
    return happened.plan.report
