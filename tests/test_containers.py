"""Dockerfile and compose.yaml, held to the code where no engine runs them; and the same processes, run by hand on the real Neo4j."""

import io
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
import typer
from dockerfile_parse import DockerfileParser
from emptied import emptied
from ruamel.yaml import YAML

from api.client import JSON, Client
from api.commands import app
from api.commands.build import Built
from api.commands.processes import free_port
from api.settings import Settings

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["api", "worker", "dashboard"]
IMAGE = DockerfileParser(fileobj=io.BytesIO((ROOT / "Dockerfile").read_bytes()))
STEPS: list[dict[str, Any]] = IMAGE.structure
PINS = re.compile(r"^([a-z0-9._-]+==[^ ;\\]+)", re.MULTILINE)


def values(instruction: str) -> list[str]:
    return [step["value"] for step in STEPS if step["instruction"] == instruction]


def pins(name: str) -> set[str]:
    return set(PINS.findall((ROOT / name).read_text("utf-8")))


def copied() -> list[str]:
    """Everything that the image takes from the checkout."""
    return [source for value in values("COPY") if not value.startswith("--from") for source in value.split()[:-1]]


# Dockerfile


@pytest.mark.parametrize("source", copied())
def test_what_the_image_takes_is_there_and_not_left_out(source: str) -> None:
    allowed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert (ROOT / source).exists()
    assert f"!{source}" in allowed


def test_nothing_else_goes_into_the_image() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and not line.startswith("#")]

    assert lines[0] == "*"
    assert sorted(line[1:] for line in lines if line.startswith("!")) == sorted(copied())


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert values("USER")[-1] == "10001:10001"
    assert [step["instruction"] for step in STEPS][-4:] == ["EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"]


def test_every_package_of_the_image_is_installed_by_its_hash() -> None:
    installs = [part.strip() for value in values("RUN") for part in value.split("&&") if "pip install" in part]

    assert [part for part in installs if "--require-hashes" not in part and "--no-index" not in part] == []
    assert len(installs) == 3


def test_the_images_own_start_is_a_command_of_ours() -> None:
    words = [word for value in values("CMD") for word in YAML(typ="safe").load(value)]

    assert values("ENTRYPOINT") == ['["crossmatch"]']
    assert parsed(words)


def test_no_secret_is_in_the_image() -> None:
    assert [value for value in [*values("ENV"), *values("ARG")] if re.search(r"PASSWORD|SECRET|TOKEN|_KEY", value)] == []


def test_both_locks_of_the_image_pin_what_the_tests_run_with() -> None:
    assert pins("requirements-run.lock") < pins("requirements.lock")
    assert pins("requirements-build.lock") < pins("requirements.lock")


def test_no_tool_of_developers_is_in_the_image() -> None:
    names = {pin.partition("==")[0] for pin in pins("requirements-run.lock")}

    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis", "playwright", "hatchling", "check-jsonschema"})


# compose.yaml


def parsed(words: Sequence[str]) -> bool:
    """A command line of ours with options that exist."""
    name, *rest = words
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    command.make_context(name, list(rest))
    return True


def test_compose_follows_its_specification() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(ROOT / "compose.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", OURS)
def test_each_process_is_a_command_of_ours(name: str) -> None:
    assert parsed(SERVICES[name]["command"])


@pytest.mark.parametrize("name", OURS)
def test_each_process_of_ours_can_change_nothing_but_its_volume(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["user"] == values("USER")[-1]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"] == ["/tmp:size=512m,mode=1777"]  # noqa: S108 - a mount in the container
    assert "privileged" not in service


@pytest.mark.parametrize("name", SERVICES)
def test_each_process_has_bounds_and_a_check_or_no_port(name: str) -> None:
    service = SERVICES[name]

    assert {"mem_limit", "pids_limit", "cap_drop", "security_opt", "user"} <= set(service)
    assert service["user"].split(":")[0] != "0"
    assert ("test" in service["healthcheck"]) == ("ports" in service)


@pytest.mark.parametrize("port", [port for service in SERVICES.values() for port in service.get("ports", ())])
def test_every_port_is_on_this_machine_only(port: str) -> None:
    assert port.startswith("127.0.0.1:")


def test_everybody_waits_until_what_it_needs_is_healthy() -> None:
    waits = {name: {needed: how["condition"] for needed, how in service.get("depends_on", {}).items()} for name, service in SERVICES.items()}

    assert waits == {
        "neo4j": {},
        "api": {"neo4j": "service_healthy"},
        "worker": {"neo4j": "service_healthy"},
        "dashboard": {"api": "service_healthy"},
    }


def test_there_is_no_password_by_default() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    used = re.findall(r"\$\{CROSSMATCH_NEO4J_PASSWORD[^}]*", text)

    assert [use for use in used if ":?" not in use] == []
    assert len(used) == 2


def test_the_dashboard_knows_neither_password_nor_volume() -> None:
    assert {"environment", "volumes"}.isdisjoint(SERVICES["dashboard"])


@pytest.mark.parametrize("name", sorted({name for service in OURS for name in SERVICES[service].get("environment", {})}))
def test_every_setting_is_one_of_ours(name: str) -> None:
    assert name.removeprefix("CROSSMATCH_").lower() in Settings.model_fields


def test_every_setting_of_the_image_is_one_of_ours() -> None:
    names = re.findall(r"CROSSMATCH_([A-Z0-9_]+)=", "\n".join(values("ENV")))

    assert {name.lower() for name in names} <= set(Settings.model_fields)


def test_neo4j_is_the_version_that_the_tests_start() -> None:
    assert SERVICES["neo4j"]["image"].removeprefix("neo4j:") in (ROOT / "tests/server.py").read_text("utf-8")


def test_every_volume_is_named() -> None:
    used = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())}

    assert used == set(COMPOSE["volumes"])


# the same processes, by hand


@contextmanager
def processes(url: str, keep: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """API, worker and dashboard with the commands of compose.yaml, on free ports; the addresses of API and dashboard."""
    ports = {"8000": f"{free_port(18000)}", "8501": f"{free_port(18501)}", "0.0.0.0": "127.0.0.1"}  # noqa: S104 - replaced
    ports["http://api:8000"] = f"http://127.0.0.1:{ports['8000']}"
    settings = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "CROSSMATCH_STORE": url, "CROSSMATCH_KEEP": str(keep)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "crossmatch", *(ports.get(word, word) for word in SERVICES[name]["command"])],
            cwd=ROOT,
            env={word: value for word, value in settings.items() if name != "dashboard" or not word.startswith("CROSSMATCH_")},
        )
        for name in OURS
    ]
    try:
        yield f"http://127.0.0.1:{ports['8000']}", f"http://127.0.0.1:{ports['8501']}"
    finally:
        [process.terminate() for process in started]
        [process.wait(30) for process in started]


def awaited(ask: Any, wanted: Any, seconds: float = 120) -> Any:
    """The answer, once it is as wanted, or the last one."""
    until, found = time.monotonic() + seconds, None
    while time.monotonic() < until:
        try:
            found = ask()
        except httpx2.TransportError:
            found = None
        if found is not None and wanted(found):
            return found
        time.sleep(0.5)
    return found


def served(url: str, built: Built, keep: Path, folder: Path) -> tuple[int, int, JSON, JSON]:
    """Status of API and dashboard, an upload that the worker has read, and a list of partners."""
    with processes(url, keep, folder) as (api, dashboard), httpx2.Client(base_url=api, timeout=60) as http:
        ready = awaited(lambda: http.get("/health/ready"), lambda answer: answer.status_code == 200)
        page = awaited(lambda: httpx2.get(f"{dashboard}/_stcore/health", timeout=5), lambda answer: answer.status_code == 200)
        client = Client(http, built.keys["administrator"])
        cluster = client.clusters()["items"][0]["id"]
        sent = client.upload_file(b"name,country\nNeuland,DE\n", name="members.csv", cluster=cluster)
        read = awaited(lambda: client.upload(sent["id"]), lambda upload: upload["state"] not in ("waiting", "reading"))
        member = client.home()["suggestions"][0]["member"]["id"]
        return ready.status_code, page.status_code, read, client.partners(member, scope="international", limit=5)


@pytest.mark.long
@pytest.mark.neo4j
def test_the_demonstration_holds_on_a_server_and_the_processes_serve_it(tmp_path: Path) -> None:
    url, keep = emptied(), tmp_path / "keep"
    settings = {"PATH": "/usr/bin:/bin", "CROSSMATCH_STORE": url, "CROSSMATCH_KEEP": str(keep)}
    words = [sys.executable, "-m", "crossmatch", "demo", "--check", "--scale", "132"]
    checked = subprocess.run(words, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    keys: dict[str, str] = YAML(typ="safe").load((tmp_path / "keep.keys.json").read_text("utf-8"))
    api, dashboard, upload, partners = served(url, Built(url, "", keys), keep, tmp_path)
    emptied()

    assert (checked.returncode, "All of it holds." in checked.stdout) == (0, True), checked.stderr
    assert (api, dashboard, upload["state"], upload["accepted"], len(partners["items"])) == (200, 200, "read", 1, 5)
