"""The settings of gunicorn: ``gunicorn --config labsite/gunicorn.py labsite.wsgi``.

From the environment or .env: HOST and PORT to listen on, WEB_CONCURRENCY for the number of worker processes,
LOG_LEVEL and LOG_FORMAT, and GUNICORN_CMD_ARGS for any other option.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import environ
from gunicorn.glogging import Logger

from core.monitoring.json_logs import JSONFormatter

environ.Env.read_env(os.environ.get("ENV_FILE", Path(__file__).resolve().parent.parent / ".env"))

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"

# Threads, because a request that waits for the database or for a slow client should not delay the next one;
# a second process, because Python runs one thread at a time.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4

# Workers share the memory of the code, which is loaded before they are forked.
preload_app = True

timeout = 30
graceful_timeout = 20
# Longer than a proxy in front keeps idle connections (commonly 60 s): if the server closed one first, the
# proxy could send a request into it.
keepalive = 65

# Heartbeat files in memory: on a slow disk they would block the workers.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

# The control socket lies in the user's home and would be shared by all sites of that user.
control_socket_disable = True

# By default, a header of requests from a proxy can set SCRIPT_NAME, the part of the path that is not the
# site's.
forwarder_headers = ""

loglevel = (os.environ.get("LOG_LEVEL") or "info").strip().lower()


class JSONLogger(Logger):
    """Logs the messages of gunicorn as the site logs its own with LOG_FORMAT=json."""

    def setup(self, cfg):
        """Set up the logs of gunicorn."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JSONFormatter())


if os.environ.get("LOG_FORMAT", "").strip().lower() == "json":
    logger_class = JSONLogger

# In this folder, the worker processes share what they count for /metrics. The variable has to be set before
# the code is loaded.
if os.environ.get("METRICS_TOKEN") or os.environ.get("METRICS_ADDRESSES"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="labsite-metrics-", dir=worker_tmp_dir)


def on_exit(server):
    """Delete the metrics of the processes that have ended."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)


def when_ready(server):
    """Log the URL of the site, and keep the garbage collector from copying what workers share."""
    gc.collect()
    gc.freeze()
    server.log.info("Labsite is served at http://%s/ (Ctrl-C ends it)", bind)


def post_worker_init(worker):
    """Send the emails and run the tasks of a worker that died, and then those of this one."""
    from core.background import wake_all

    wake_all()
