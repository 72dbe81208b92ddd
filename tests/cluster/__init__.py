"""Two machines with one site: python -m tests.cluster, or make cluster-test.

Two servers with folders of their own share PostgreSQL behind PgBouncer, Redis and an object store (rclone). A
client switches between them at random while servers are killed and started again.

- ``servers``: starts and stops PgBouncer, Redis, the object store and both machines
- ``client``: a visitor who switches between the machines and notes each wrong answer
- ``checks``: what has to hold, one function each
"""
