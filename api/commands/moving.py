"""Which folder of ledger key and anchor belongs to which store."""

from pathlib import Path

from api.commands.wiring import settings
from api.places import beside, named
from graph.errors import Invalid
from graph.keep import KEY


def keeps(source: str, target: str, keep: Path | None, to_keep: Path | None) -> tuple[Path | None, Path | None]:
    """The folders of both sides: as named, else beside a SQLite file, else CROSSMATCH_KEEP. Invalid if both would be the same."""
    ours, chosen = beside(source), settings().keep
    begun = chosen is not None and (chosen / KEY).exists() and not (ours and ours.exists())
    from_folder = keep or (chosen if begun or not ours else ours)
    to_folder = to_keep or beside(target) or chosen
    if from_folder and to_folder and from_folder.resolve() == to_folder.resolve():
        raise Invalid(f"{named(source)} and its copy would share the ledger's folder {from_folder}; name another one for the copy with --to-keep")
    return from_folder, to_folder
