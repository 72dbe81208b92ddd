"""PostgreSQL, as ``ENGINE = "core.database.postgresql"``."""
