"""The schema's history. Alembic is imported here, only when a bank has to be upgraded."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection


def upgrade(connection: Connection, *, to: str = "head", versions: Sequence[Path] = ()) -> None:
    """Bring a bank up to date, all or nothing, in the caller's transaction with foreign keys off.

    ``versions`` are further folders of migrations. Raises sqlite3.IntegrityError when a row would be left
    without its parent.
    """
    from alembic import command  # costs 150 ms, and hardly any start needs it
    from alembic.config import Config

    here = Path(__file__).parent
    config = Config()
    config.set_main_option("script_location", str(here).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folders = "\n".join(str(path).replace("%", "%%") for path in (here / "versions", *versions))
    config.set_main_option("version_locations", folders)
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise sqlite3.IntegrityError(f"rows without their parent after the upgrade: {orphans[:3]}")
