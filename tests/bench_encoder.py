"""How long texts take to become vectors: `PYTHONPATH=. python tests/bench_encoder.py [TEXTS] [CHARACTERS] [ENCODER]` prints seconds and the peak of memory.

First without any vector in the store, then once more from the store.
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench_load import WORDS

from graph import connect
from graph.model import Batch, Node
from matcher.encoder import encoder
from matcher.index.vectors import text_vectors

STARTS = ("Wir fertigen", "We make", "Nous fabriquons")


def profile(draw: random.Random, characters: int) -> str:
    """Invented words of about one profile's length, hardly twice the same."""
    text = draw.choice(STARTS)
    while len(text) < characters:
        text += f" {draw.choice(WORDS)}{draw.choice(('', 'werk', ' et ', ' for ', ' für '))} {draw.randint(1, 999)}"
    return text[:characters]


def main(texts: int, characters: int, name: str, folder: Path) -> None:
    draw = random.Random(1)
    store = connect(f"sqlite:///{folder}/bench.db")
    store.write(Batch([Node(f"business:{number}", str(number), profile(draw, characters)) for number in range(texts)]))
    model = encoder(name)
    for when in ("first time", "second time"):
        began, busy = time.perf_counter(), time.process_time()
        found = text_vectors(store, model, store.snapshot())
        seconds = f"{time.perf_counter() - began:.1f} s ({time.process_time() - busy:.1f} s of a core)"
        print(f"{model.id}: {len(found.texts)} texts of {characters} characters, {when}: {seconds}")
    print(f"memory at its peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
    store.close()


if __name__ == "__main__":
    count, length, chosen = [*sys.argv[1:], *("7000", "300", "default")[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as made:
        main(int(count), int(length), chosen, Path(made))
