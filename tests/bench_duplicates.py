"""How long the finder of duplicates takes, and how well it counts: `PYTHONPATH=. python tests/bench_duplicates.py [RECORDS]` prints seconds and peak of memory.

Records are made: names of Horizon 2020 and invented ones, spelled anew as other lists would.
"""

import resource
import sys
import time
from random import Random

from seeds.duplicates.corpus import DENSE, lists, organisations
from seeds.duplicates.finding import find
from seeds.duplicates.records import Business

WORDS = [
    "Holz",
    "Film",
    "Druck",
    "Design",
    "Papier",
    "Musik",
    "Glas",
    "Ton",
    "Licht",
    "Stoff",
    "Leder",
    "Metall",
    "Garten",
    "Brot",
    "Messe",
    "Buch",
    "Stein",
    "Wolle",
    "Klang",
    "Farbe",
    "Bild",
    "Netz",
    "Raum",
    "Werk",
]
TOWNS = {"DE": ("Leipzig", "Halle", "Kassel", "Mainz"), "FR": ("Lyon", "Nantes", "Lille", "Metz"), "GB": ("Leeds", "York", "Bristol", "Hull")}


def invented(count: int) -> list[Business]:
    """Businesses with invented names, the same each time."""
    draw = Random(1)
    made = []
    for number in range(count):
        country = draw.choice(("DE", "FR", "GB"))
        name = f"{draw.choice(WORDS)}{draw.choice(WORDS).lower()} {draw.choice(WORDS)} {''.join(draw.choices('abcdefghiklmnoprstu', k=6)).title()}"
        made.append(Business(f"made-{number:06}", f"{name} {draw.choice(('GmbH', 'Ltd', 'SARL'))}", country, draw.choice(TOWNS[country])))
    return made


def main(records: int) -> None:
    known = [business for part in ("train", "calibrate", "test") for business in organisations(part)]
    made = lists([*known, *invented(max(records * 10 // 18 - len(known), 0))], 9, DENSE)[:records]
    truth = len({key for key, _ in made})
    began, worked = time.perf_counter(), time.process_time()
    found = find(business for _, business in made)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    clear = sum(pair.clear for pair in found.pairs)
    print(f"{found.records} records, {found.compared} pairs compared: {seconds:.1f} s, {work:.1f} s of a processor")
    print(f"{clear} clear and {len(found.pairs) - clear} unclear pairs")
    print(f"{truth} businesses in truth, {found.unique} counted without a person's decision")
    print(f"memory at its peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
