"""SQLite, as ``ENGINE = "core.database.sqlite"``."""
