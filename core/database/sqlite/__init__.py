"""SQLite, as ``ENGINE = "core.database.sqlite"``; ``base`` is Django's backend with correct feature flags."""
