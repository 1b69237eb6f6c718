"""The entry: parses and wires, nothing else."""

import sys
from collections.abc import Sequence


def main() -> None:
    """`crossmatch …` on the command line."""
    try:
        from api.commands import run
        from api.commands.screens import Screens
        from dashboard.launch import command
    except ModuleNotFoundError as missing:
        sys.exit(f"crossmatch: the package {missing.name} is not installed; run `make setup`")
    run(Screens(command, _look))


def _look(api: str, key: str) -> Sequence[str]:
    from dashboard.look import first_page  # Streamlit takes a second to import: only when asked

    return first_page(api, key)


if __name__ == "__main__":
    main()
