"""Settings of every process, read from the environment here and nowhere else."""

from datetime import date
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each field is an environment variable with the prefix CROSSMATCH_; a command's own option wins over it."""

    model_config = SettingsConfigDict(env_prefix="CROSSMATCH_", frozen=True, extra="ignore")

    store: str = Field("sqlite:///data/demo.db", description="Where the knowledge graph is: sqlite:///path/to.db")
    keep: Path | None = Field(None, description="Folder of ledger key, anchor and erasure list; default beside the SQLite file")
    encoder: str = Field("default", description="Text encoder: default, light, universal, or sentence-transformers:NAME_OR_PATH")
    today: date | None = Field(None, description="Fixes today's date (YYYY-MM-DD) so that a result can be repeated")
    api: str = Field("", description="Address of a running API for `crossmatch call`; empty: work on the store directly")
    key: str = Field("", description="API key for `crossmatch call` on a running API")
