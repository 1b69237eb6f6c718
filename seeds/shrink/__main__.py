"""Writes every shipped table that is derived from a raw one."""

import sys
from pathlib import Path

from seeds.shrink.h2020 import h2020
from seeds.shrink.nace import nace
from seeds.shrink.nace21 import nace21
from seeds.shrink.nuts import nuts
from seeds.shrink.supply import supply
from seeds.shrink.topics import cpv, euroscivoc
from seeds.shrink.write import write


def shrink(folder: Path) -> None:
    """`folder` holds the raw tables in folders of their own: taxonomies, geo, sector_supply, h2020."""
    write("nace.csv", ("section", "level", "code", "en", "de", "fr"), nace(folder))
    write("nace21.csv.gz", ("section", "level", "code", "en", "nace2"), nace21(folder))
    write("cpv.csv.gz", ("code", "parent", "en", "de", "fr"), cpv(folder))
    write("euroscivoc.csv.gz", ("code", "parent", "en"), euroscivoc(folder))
    write("nuts.csv", ("code", "level", "country", "name", "lon", "lat"), nuts(folder))
    write("supply.csv", ("supplier", "user", "share"), supply(folder))
    h2020(folder / "h2020")


if __name__ == "__main__":
    shrink(Path(sys.argv[1]))
