"""Executes notebooks from top to bottom as Jupyter does, and keeps what they show: `make notebooks`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
SECONDS = 1_800  # for one cell: the whole evaluation takes its time


def executed(path: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook as it is after a run in the folder. Raises nbclient's CellExecutionError for the first cell that fails."""
    notebook = nbformat.read(path, nbformat.NO_CONVERT)
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(folder)}})
    done: nbformat.NotebookNode = client.execute()
    done.metadata.language_info = {"name": "python"}  # not the patch level of who ran it
    return done


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.ipynb")):
        with TemporaryDirectory() as folder:
            nbformat.write(executed(path, Path(folder)), path)
        print(path.name, path.stat().st_size, "bytes")
