"""What several tests need: the encoder, loaded once, and a small demonstration, built once."""

from pathlib import Path

import pytest

from api.commands.build import Built, build
from matcher.encoder import Encoder
from matcher.encoder import encoder as named_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default encoder; loads its weights at first use."""
    return named_encoder()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real Horizon 2020 network and 132 illustrative businesses, as `crossmatch demo` builds it."""
    file: Path = tmp_path_factory.mktemp("demonstration") / "demo.db"
    return build(f"sqlite:///{file}", scale=132, illustrative=True)
