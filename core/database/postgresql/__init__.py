"""PostgreSQL, as ``ENGINE = "core.database.postgresql"``.

- ``base``: Django's backend with the connections of ``connecting``, which never wait for an absent server
"""
