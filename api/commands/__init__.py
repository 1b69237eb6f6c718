"""The command line: one file per command, wired here. Our errors end with one sentence and exit code 2."""

import sys

import typer

from api.commands import (
    backup,
    call,
    copy,
    demo,
    doctor,
    duplicates,
    encode,
    evaluate,
    fit,
    imports,
    keys,
    load,
    match,
    reach,
    recommend,
    report,
    serve,
    template,
    vectors,
    work,
)
from api.commands.screens import Screens
from graph.errors import CrossmatchError

app = typer.Typer(
    name="crossmatch",
    help="Finds small businesses the partners they would never have met.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(demo.demo)
app.command("load")(load.load)
app.command("template")(template.template)
app.add_typer(imports.app, name="import")
app.command("match")(match.match)
app.command("encode")(encode.encode)
app.command("recommend")(recommend.recommend)
app.command("fit")(fit.fit)
app.command("evaluate")(evaluate.evaluate)
app.command("serve")(serve.serve)
app.command("dashboard")(serve.dashboard)
app.command("work")(work.work)
app.command("call", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(call.call)
app.command("vectors")(vectors.vectors)
app.command("doctor")(doctor.doctor)
app.command("duplicates")(duplicates.duplicates)
app.command("copy")(copy.copy)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(keys.app, name="keys")
app.add_typer(reach.app, name="reach")
app.command("report")(report.report)


def run(screens: Screens) -> None:
    """Parse and do; what a user can mend is one sentence on standard error, without a traceback."""
    try:
        app(obj=screens)
    except CrossmatchError as error:
        sys.stderr.write(f"crossmatch: {error}\n")
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has enough
        sys.stderr.close()
        sys.exit(0)
