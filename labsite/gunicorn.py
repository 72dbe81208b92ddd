"""How gunicorn serves the site: `gunicorn --config labsite/gunicorn.py labsite.wsgi`.

From the environment: HOST and PORT to listen on, WEB_CONCURRENCY for the number of worker processes.
Anything else can be added with GUNICORN_CMD_ARGS.
"""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Threads, because a request that waits for the database or for a slow reader should not hold up
# the next one; a second process, because Python runs one thread at a time.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4

# Off, so that each worker opens its own database connections: those of a connection pool, and the
# threads that look after it, do not survive the fork.
preload_app = False

timeout = 30
graceful_timeout = 20
# Longer than a proxy in front keeps idle connections (commonly 60 s), so that it is the proxy
# that closes them and never meets one that has just gone.
keepalive = 65

# Heartbeat files in memory: on a slow disk they would block the workers.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

# The control socket lies in the user's home and would be shared by all sites of that user.
control_socket_disable = True

loglevel = os.environ.get("LOG_LEVEL", "info").lower()


def when_ready(server):
    """Say where the site is, in words that a person can click on."""
    server.log.info("Labsite is served at http://%s/ (Ctrl-C ends it)", bind)
