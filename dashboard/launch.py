"""The command line that starts the dashboard in a process of its own; standard library only."""

import sys
from pathlib import Path

ENTRY = Path(__file__).with_name("app.py")


def command(api: str, port: int, host: str = "127.0.0.1") -> list[str]:
    """The argv that serves the dashboard at `host:port` for the API at `api`; theme and privacy stand in `.streamlit/config.toml`."""
    flags = {
        "server.port": str(port),
        "server.address": host,
        "server.headless": "true",
        "browser.serverAddress": "127.0.0.1" if host == "0.0.0.0" else host,  # noqa: S104 - only compared: where a browser finds it
        "browser.gatherUsageStats": "false",
    }
    return [sys.executable, "-m", "streamlit", "run", str(ENTRY), *(f"--{name}={value}" for name, value in flags.items()), "--", "--api", api]
