"""A member list on its way in through the API: sent, read in the background, corrected, confirmed, written once; nobody else sees it."""

import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from emptied import emptied
from service import TODAY, Served, fill, service

from api import jobs, keys
from api.client import ApiProblem, Client
from api.commands.processes import free_port
from api.jobs import Worker
from api.keys import Role
from api.openapi import document
from api.uploads.desk import Desk
from api.uploads.expiry import expire
from api.uploads.tasks import worker
from api.uploads.upload import State
from graph import Store, connect
from graph.clock import SystemClock
from graph.errors import NotFound
from graph.schema import Ground, Happening, Purpose
from matcher.encoder import Encoder
from seeds.members.options import Listing

HEADER = "Firma;Land;Ort;WZ;Ansprechpartner;E-Mail;Gesucht;Bieten\n"
KNOWN = "Papierwerk Halle;DE;Halle;74.10;Erika Geheim;geheim@example.org;Bäckereien für neue Tüten;Tüten und Schachteln aus Papier für Brot\n"
OTHER = "Atelier Nord;DE;Kiel;74.10;;;Eine Druckerei;Gestaltung von Verpackungen\n"
NAMELESS = ";DE;Jena;10.71;;;Ein Büro;Programme\n"
SECRETS = ("Erika", "geheim@example.org")


@pytest.fixture
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


@pytest.fixture(scope="module")
def shared(encoder: Encoder) -> Iterator[Served]:
    """For tests that find nothing changed by the others."""
    with service(encoder) as made:
        yield made


@pytest.fixture
def office(served: Served) -> Client:
    return served.client("alpha")


def work(served: Served) -> int:
    made: Worker = worker(served.store, SystemClock(TODAY), served.app.state.live.matcher.encoder)
    return made.run_all(threading.Event())


def sent(served: Served, text: str, who: str = "alpha", **said: Any) -> str:
    """A file that was sent and read."""
    id = str(served.client(who).upload_file(text.encode(), name="members.csv", **said)["id"])
    work(served)
    return id


def written(served: Served, text: str) -> str:
    id = sent(served, text)
    served.client("alpha").confirm_upload(id, only_good=True)
    work(served)
    return id


def test_a_sent_file_waits_and_is_read_in_the_background(served: Served, office: Client) -> None:
    before = office.upload_file((HEADER + KNOWN + OTHER).encode(), name="members.csv")
    work(served)
    after = office.upload(before["id"], lang="de")

    assert (before["state"], after["state"]) == ("waiting", "read")
    assert (after["rows"], after["accepted"], after["rejected"], after["new"]) == (2, 2, 0, 2)
    assert {column["theirs"]: column["ours"] for column in after["columns"]}["Gesucht"] == "needs"
    assert {"name": "needs", "title": "Gesucht"} in after["fields"]


def test_nothing_is_written_before_it_is_confirmed(served: Served, office: Client) -> None:
    sent(served, HEADER + KNOWN)

    assert office.organisations("papierwerk")["total"] == 0


def test_members_have_partners_the_moment_they_are_written(served: Served, office: Client) -> None:
    id = written(served, HEADER + KNOWN)
    revision = served.store.revision()
    member = office.upload_rows(id)["items"][0]["organisation"]
    found = office.partners(member, lang="de")

    assert office.upload(id)["state"] == "written"
    assert "business:alpha-bakery" in {item["id"] for item in found["items"]}
    assert served.store.revision() == revision  # no text had to be encoded for the question


def test_a_second_upload_of_the_same_file_changes_nothing(served: Served, office: Client) -> None:
    written(served, HEADER + KNOWN)
    again = office.upload(sent(served, HEADER + KNOWN))

    assert (again["new"], again["changed"], again["same"]) == (0, 0, 1)
    assert "Papierwerk Halle" not in {item["name"] for item in again["gone"]}


def test_who_is_no_longer_listed_ends_only_when_asked(served: Served, office: Client) -> None:
    written(served, HEADER + KNOWN + OTHER)
    id = sent(served, HEADER + KNOWN)
    gone = {item["name"]: item["id"] for item in office.upload(id)["gone"]}
    office.confirm_upload(id, end=[gone["Atelier Nord"]])
    work(served)

    assert office.upload(id)["ended"] == 1
    assert office.organisations("atelier nord")["total"] == 0


def test_only_those_that_are_gone_can_be_ended(served: Served, office: Client) -> None:
    id = sent(served, HEADER + KNOWN)

    with pytest.raises(ApiProblem, match="no longer names") as raised:
        office.confirm_upload(id, end=["business:999"])
    assert raised.value.status == 409


def test_a_rejected_row_says_in_the_readers_language_what_to_do(served: Served, office: Client) -> None:
    id = sent(served, HEADER + KNOWN + NAMELESS)
    english, german = (office.upload_rows(id, only="rejected", lang=lang)["items"] for lang in ("en", "de"))

    assert [(row["row"], row["state"], row["cells"]["city"]) for row in german] == [(2, "rejected", "Jena")]
    assert english[0]["problems"][0]["message"] != german[0]["problems"][0]["message"]
    assert german[0]["problems"][0]["rejected"] is True


def test_rejected_rows_are_left_out_only_when_asked(served: Served, office: Client) -> None:
    id = sent(served, HEADER + KNOWN + NAMELESS)

    with pytest.raises(ApiProblem, match="1 of 2 rows") as raised:
        office.confirm_upload(id)
    assert raised.value.status == 409


def test_a_cell_is_corrected_in_place(served: Served, office: Client) -> None:
    id = sent(served, HEADER + KNOWN + NAMELESS)
    office.change_upload(id, cells=[{"row": 2, "column": "name", "text": "Jenasoft"}])
    work(served)
    found = office.upload(id)

    assert (found["accepted"], found["rejected"]) == (2, 0)
    assert [row["name"] for row in office.upload_rows(id)["items"]] == ["Papierwerk Halle", "Jenasoft"]


def test_a_column_is_corrected_and_the_mapping_remembered(served: Served, office: Client) -> None:
    odd = "Firma;Land;Merkwürdiges\nPapierwerk Halle;DE;Tüten für Brot\n"
    id = sent(served, odd)
    office.change_upload(id, columns={"Merkwürdiges": "offers"})
    work(served)
    office.confirm_upload(id)
    work(served)
    again = office.upload(sent(served, odd))

    assert {column["theirs"]: (column["ours"], column["found"]) for column in again["columns"]}["Merkwürdiges"] == ("offers", "remembered")


def test_a_file_that_is_none_is_refused_with_a_sentence(served: Served, office: Client) -> None:
    id = sent(served, "\0\1\2" * 500)
    found = office.upload(id, lang="fr")

    assert (found["state"], bool(found["error"])) == ("refused", True)


def test_contacts_are_in_the_contacts_table_and_nowhere_else(served: Served, office: Client) -> None:
    id = sent(served, HEADER + KNOWN)
    shown = str(office.upload(id)) + str(office.upload_rows(id)) + str(office.uploads())
    office.confirm_upload(id)
    work(served)
    member = office.upload_rows(id)["items"][0]["organisation"]
    shown += str(office.upload(id)) + str(office.upload_rows(id)) + str(office.organisation(member)) + str(office.partners(member))

    assert [secret for secret in SECRETS if secret in shown] == []
    assert [contact.email for contact in served.store.contacts(member)] == ["geheim@example.org"]


def test_a_telephone_number_beside_a_web_address_is_not_shown(served: Served, office: Client) -> None:
    id = sent(served, "Firma;Land;Web / Tel.\n;DE;www.papier.example 0345 1234567\nPapierwerk;DE;0345 7654321\n")

    assert [number for number in ("1234567", "7654321") if number in str(office.upload_rows(id)) + str(office.upload(id))] == []


def blobs(served: Served) -> str:
    return "".join(served.store.files.get(hash).decode() for hash in served.store.files.hashes())


def test_the_file_is_deleted_when_it_is_written(served: Served) -> None:
    written(served, HEADER + KNOWN)

    assert [secret for secret in (*SECRETS, "Bäckereien") if secret in blobs(served)] == []


def test_a_withdrawn_file_leaves_no_blob(served: Served, office: Client) -> None:
    id = sent(served, HEADER + KNOWN)
    office.withdraw_upload(id)

    assert (list(served.store.files.hashes()), office.upload(id)["state"]) == ([], "withdrawn")


def test_withdrawing_one_upload_leaves_another_of_the_same_file(served: Served, office: Client) -> None:
    one, two = sent(served, HEADER + KNOWN), sent(served, HEADER + KNOWN)
    office.withdraw_upload(one)
    office.confirm_upload(two)
    work(served)

    assert office.upload(two)["state"] == "written"


@pytest.mark.neo4j
def test_a_list_comes_in_on_neo4j_too(encoder: Encoder, tmp_path: Path) -> None:
    with service(encoder, emptied(), tmp_path / "keep") as made:
        member = made.client("alpha").upload_rows(written(made, HEADER + KNOWN))["items"][0]["organisation"]
        found = made.client("alpha").partners(member)
        version = made.client("alpha").organisation(member)["version"]
        changed = made.client("alpha").change_organisation(member, version=version, city="Jena")

    assert "business:alpha-bakery" in {item["id"] for item in found["items"]}
    assert changed["organisation"]["city"] == "Jena"


class Later(SystemClock):
    """The system's clock, some days ahead."""

    def __init__(self, days: int) -> None:
        super().__init__()
        self._days = timedelta(days=days)

    def now(self) -> datetime:
        return super().now() + self._days


@pytest.mark.parametrize(("days", "left"), [(6, True), (8, False)])
def test_a_file_that_nobody_confirms_ends_after_a_week(served: Served, days: int, left: bool) -> None:
    sent(served, HEADER + KNOWN)
    expire(Desk(served.store, Later(days)), Later(days))

    assert bool(list(served.store.files.hashes())) is left


def test_an_upload_is_forgotten_after_a_year(served: Served, office: Client) -> None:
    id = written(served, HEADER + KNOWN)
    expire(Desk(served.store, Later(366)), Later(366))

    assert list(served.store.files.hashes()) == []
    with pytest.raises(NotFound):
        Desk(served.store, SystemClock()).find(id)


UPLOADS = [(method, path) for path, methods in document()["paths"].items() if path.startswith(("/v1/uploads", "/v1/templates")) for method in methods]


@pytest.mark.parametrize("who", ["adviser", "business", "evaluator"])
@pytest.mark.parametrize(("method", "path"), UPLOADS)
def test_t02_only_offices_bring_files_in(shared: Served, who: str, method: str, path: str) -> None:
    answer = shared.http.request(method, path.replace("{upload}", "0" * 29).replace("{kind}", "business"), headers={"X-API-Key": shared.keys[who]})

    assert answer.status_code == 403


@pytest.mark.parametrize(("method", "path"), [(method, path) for method, path in UPLOADS if "{upload}" in path])
def test_t02_the_upload_of_another_cluster_answers_like_an_absent_one(shared: Served, method: str, path: str) -> None:
    id, absent = sent(shared, HEADER + KNOWN), "0" * 29
    bodies = {"/v1/uploads/{upload}": {"columns": {}}, "/v1/uploads/{upload}/confirm": {"only_good": True}}
    body = bodies.get(path) if method in ("post", "patch") else None
    one, two = (shared.http.request(method, path.replace("{upload}", asked), json=body, headers={"X-API-Key": shared.keys["beta"]}) for asked in (id, absent))

    assert (one.status_code, two.status_code) == (404, 404)
    assert one.json()["detail"].replace(id, "") == two.json()["detail"].replace(absent, "")


def test_t02_a_manager_sends_files_for_its_own_cluster_only(served: Served, office: Client) -> None:
    with pytest.raises(ApiProblem) as raised:
        office.upload_file(b"Firma\nX\n", name="x.csv", cluster="cluster:beta")

    assert raised.value.status == 403


def test_a_cluster_that_does_not_exist_is_not_made_by_a_typing_error(served: Served) -> None:
    with pytest.raises(ApiProblem) as raised:
        served.client("admin").upload_file(b"Firma\nX\n", name="x.csv", cluster="cluster:alhpa")

    assert raised.value.status == 404


def test_uploads_are_listed_the_newest_first_and_paged(served: Served, office: Client) -> None:
    for_both = [sent(served, HEADER + KNOWN), sent(served, HEADER + OTHER)]
    sent(served, HEADER + OTHER, "beta")
    first = office.uploads(limit=1)
    second = office.uploads(limit=1, cursor=first["next"])

    assert {first["items"][0]["id"], second["items"][0]["id"]} == set(for_both)
    assert second["next"] is None


def test_rows_are_paged(served: Served, office: Client) -> None:
    id = sent(served, HEADER + "".join(f"Firma {number};DE;Halle;10.71;;;;\n" for number in range(1, 6)))
    first = office.upload_rows(id, limit=3)
    second = office.upload_rows(id, limit=3, cursor=first["next"])

    assert [row["row"] for row in [*first["items"], *second["items"]]] == [1, 2, 3, 4, 5]
    assert (first["total"], second["next"]) == (5, None)


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_a_template_comes_back_without_its_example(shared: Served, lang: str, format: str) -> None:
    office = shared.client("alpha")
    id = office.upload_file(office.template("business", lang=lang, format=format), name=f"template.{format}")["id"]
    work(shared)

    assert office.upload(id)["rows"] == 0


def big(megabytes: int) -> Iterator[bytes]:
    return (b"x" * 1_000_000 for _ in range(megabytes))


def test_t11_a_file_that_is_too_large_is_refused_by_its_length(served: Served) -> None:
    answer = served.http.post(
        "/v1/uploads?name=x.csv",
        content=b"x",
        headers={"X-API-Key": served.keys["alpha"], "Content-Length": "60000000", "Content-Type": "application/octet-stream"},
    )

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert "50,000,000" in answer.json()["detail"]


def test_t11_a_file_that_is_too_large_is_refused_while_it_comes(served: Served) -> None:
    answer = served.http.post(
        "/v1/uploads?name=x.csv", content=big(52), headers={"X-API-Key": served.keys["alpha"], "Content-Type": "application/octet-stream"}
    )

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def peak(pid: int) -> int:
    """The most memory a process has had so far, in MB."""
    return next(int(line.split()[1]) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")) // 1024


@pytest.mark.long
def test_t11_large_files_never_stand_in_the_memory_of_the_api(tmp_path: Path) -> None:
    url, port = f"sqlite:///{tmp_path / 'own.db'}", free_port(8720)
    store = connect(url)
    fill(store)
    _, key = keys.create(store, Role.MANAGER, today=SystemClock().today(), clusters=("cluster:alpha",))
    store.close()
    served = subprocess.Popen([sys.executable, "-m", "crossmatch", "serve", "--no-work", "--port", str(port), "--store", url])
    headers = {"X-API-Key": key, "Content-Type": "application/octet-stream"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60, trust_env=False) as http:
        assert awaited(lambda: answers(http), 60)
        before = peak(served.pid)
        taken = http.post("/v1/uploads?name=x.csv", content=big(49)).status_code
        refused = http.post("/v1/uploads?name=x.csv", content=big(60)).status_code
        after = peak(served.pid)
    served.terminate()
    served.wait(30)

    assert (taken, refused) == (202, 413)
    assert after - before < 50


def answers(http: httpx2.Client) -> bool:
    try:
        return http.get("/v1/me").status_code == 200
    except httpx2.TransportError:
        return False


def test_a_job_of_a_withdrawn_file_finds_nothing_to_do(served: Served, office: Client) -> None:
    id = office.upload_file((HEADER + KNOWN).encode(), name="members.csv")["id"]
    office.withdraw_upload(id)

    assert work(served) == 0


def started(url: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "crossmatch", "work", "--store", url, *words], stdin=subprocess.DEVNULL)


def is_taken(store: Store) -> bool:
    return any(record.value["owner"] for record in store.records(jobs.COLLECTION))


def awaited(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        threading.Event().wait(0.02)
    return holds()


@pytest.mark.long
def test_two_workers_of_which_one_is_killed_do_each_job_once(tmp_path: Path) -> None:
    url, clock = f"sqlite:///{tmp_path / 'own.db'}", SystemClock()
    store = connect(url, clock=clock)
    fill(store)
    desk = Desk(store, clock)
    lists = [HEADER + "".join(f"Firma {number}-{row};DE;Halle;10.71;;;;\n" for row in range(400)) for number in range(6)]
    members = {"name": "x.csv", "kind": Listing.BUSINESS, "cluster": "cluster:alpha", "basis": Ground.MEMBERSHIP, "purposes": (Purpose.MATCHING,), "by": "k"}
    ids = [desk.send([text.encode()], **members).id for text in lists]  # type: ignore[arg-type]
    killed, other = started(url, "--lease", "2"), started(url, "--lease", "2")
    assert awaited(lambda: is_taken(store), 60)
    killed.kill()
    killed.wait()
    assert awaited(lambda: not store.records(jobs.COLLECTION), 120)
    [desk.confirm(desk.find(id), only_good=False, end=()) for id in ids]
    second = started(url, "--lease", "2")
    assert awaited(lambda: is_taken(store), 60)
    other.kill()
    other.wait()
    assert awaited(lambda: not store.records(jobs.COLLECTION), 120)
    second.send_signal(signal.SIGTERM)
    ended = second.wait(20)
    names = Counter(str(name) for name in store.snapshot().names if str(name).startswith("Firma"))
    joined = Counter(entry.subject for entry in store.entries(limit=100_000, happenings=[Happening.BASIS_GIVEN]))
    states = {desk.find(id).state for id in ids}
    broken = store.verify()
    store.close()

    assert (ended, states, broken) == (0, {State.WRITTEN}, ())
    assert (len(names), set(names.values()), set(joined.values())) == (2400, {1}, {1})


@pytest.mark.long
def test_serve_ends_its_worker_when_it_is_asked_to_end(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    store = connect(url)
    fill(store)
    store.close()
    served = subprocess.Popen([sys.executable, "-m", "crossmatch", "serve", "--port", str(free_port(8700)), "--store", url])
    children = Path(f"/proc/{served.pid}/task/{served.pid}/children")
    assert awaited(lambda: bool(children.read_text()), 60)
    child = int(children.read_text())
    threading.Event().wait(3)
    served.terminate()

    assert served.wait(30) == 0
    assert not Path(f"/proc/{child}").exists()


def test_a_worker_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    connect(url).close()
    orphan = started(url, "--parent", "1")

    assert orphan.wait(30) == 0
