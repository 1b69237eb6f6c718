"""The entry: parses and wires, nothing else."""

from collections.abc import Sequence

from api.commands import run
from api.commands.screens import Screens
from dashboard.launch import command


def main() -> None:
    """`crossmatch …` on the command line."""
    run(Screens(command, _look))


def _look(api: str, key: str) -> Sequence[str]:
    from dashboard.look import first_page  # Streamlit takes a second to import: only when asked

    return first_page(api, key)


if __name__ == "__main__":
    main()
