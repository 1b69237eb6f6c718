"""The README's code blocks run as they stand, on a small demonstration in an empty folder; its tables name every command."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from api.commands import app
from api.commands.build import Built

pytestmark = pytest.mark.process

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(python|console|csv)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
CONSOLE = [line for kind, block in BLOCKS if kind == "console" for line in block.splitlines()]
PYTHON = [block for kind, block in BLOCKS if kind == "python"]
CSV = [block for kind, block in BLOCKS if kind == "csv"]


def names(group: typer.Typer) -> list[str]:
    return [command.name or getattr(command.callback, "__name__", "") for command in group.registered_commands]


GROUPS = [f"{group.name} {name}" for group in app.registered_groups for name in names(group.typer_instance or app)]


@pytest.fixture(scope="module")
def folder(demonstration: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the demonstration where the README expects it, and the README's two lists."""
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(Path(demonstration.store.removeprefix("sqlite:///")).parent, made / "data")
    for name, content in zip(("members.csv", "attendance.csv"), CSV, strict=True):
        (made / name).write_text(content, "utf-8")
    return made


def run(argv: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def test_the_console_blocks_run_in_order(folder: Path) -> None:
    script = "set -e\n" + "\n".join(re.sub(r"^crossmatch", f"{sys.executable} -m crossmatch", line) for line in CONSOLE)
    done = run(["bash", "-c", script], folder)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_python_block_runs(folder: Path) -> None:
    done = run([sys.executable, "-W", "error", "-c", PYTHON[0]], folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 5


@pytest.mark.parametrize("name", [*names(app), *GROUPS])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`crossmatch {name}`" in README


def test_the_screenshot_of_an_explained_match_is_there() -> None:
    assert "docs/match.png" in README
    assert (ROOT / "docs/match.png").stat().st_size > 10_000
