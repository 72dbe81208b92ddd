"""The database, the folders and buckets of files, and the caches."""

from importlib.util import find_spec
from pathlib import Path

import bootstrap
from django.core.exceptions import ImproperlyConfigured

from labsite.settings.environment import BASE_DIR, DEBUG, bucket, database, env, folder
from labsite.settings.site import SITE_PATH

# Everything that the site writes: the SQLite database, uploads and collected static files.
DATA_DIR = folder("DATA_DIR", BASE_DIR / "var")

DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["ENGINE"] = "core.database.sqlite"
    # With WAL, readers go on while somebody writes; writers wait for each other (core/database/waits.py).
    # Each connection (one per thread) has a cache of its own; the operating system caches the whole file too.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-8192;"
        ),
    }
elif _database["ENGINE"] == "django.db.backends.postgresql":
    _database["ENGINE"] = "core.database.postgresql"
    # Bind values on the server and prepare a statement on its second use, because PostgreSQL takes longer to
    # plan one of our queries than to run it. DATABASE_PREPARED_STATEMENTS=0 switches prepared statements and
    # server-side cursors off, for a pooler that assigns a connection to each transaction.
    _prepares = env.bool("DATABASE_PREPARED_STATEMENTS", default=True)
    _database["OPTIONS"] = {
        # For commands. Pages wait less for a server that is gone (core/database/waits.py).
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        **_database.get("OPTIONS", {}),
        "server_side_binding": True,
        "prepare_threshold": 1 if _prepares else None,
    }
    _database["DISABLE_SERVER_SIDE_CURSORS"] = not _prepares
# Each thread keeps its connection, and replaces it if the server has closed it, as after a restart.
_database["CONN_MAX_AGE"] = None
_database["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- static files and uploads -----------------------------------------------------------------

STATIC_URL = f"{SITE_PATH}static/"
# Set in a container, whose image contains the collected files.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [("bootstrap", Path(bootstrap.__path__[0]) / "css")]
# Files that programs request at the root of the site: /favicon.ico.
WHITENOISE_ROOT = BASE_DIR / "labsite" / "static_root"
MEDIA_URL = f"{SITE_PATH}media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files without a public URL, such as drafts and CVs.
PRIVATE_ROOT = DATA_DIR / "private"

#: Buckets of an object store that hold the files instead of the folders, for a site on several machines.
MEDIA_BUCKET, PRIVATE_BUCKET = bucket("MEDIA_STORAGE"), bucket("PRIVATE_STORAGE")
# The host is not compared: a server can have several names, and some servers share their buckets.
if MEDIA_BUCKET and PRIVATE_BUCKET and MEDIA_BUCKET.bucket == PRIVATE_BUCKET.bucket:
    raise ImproperlyConfigured(
        "MEDIA_STORAGE and PRIVATE_STORAGE name the same bucket. Use two buckets: only that of MEDIA_STORAGE "
        "holds files that everybody may see, and access is granted to a whole bucket."
    )
if (MEDIA_BUCKET or PRIVATE_BUCKET) and not find_spec("boto3"):
    raise ImproperlyConfigured(
        "MEDIA_STORAGE or PRIVATE_STORAGE is set, but the package boto3 is missing. Install it into .venv."
    )
OBJECT_STORAGE = "core.storages.buckets.ObjectStorage"
STORAGES = {
    "default": {"BACKEND": OBJECT_STORAGE, "OPTIONS": MEDIA_BUCKET.options}
    if MEDIA_BUCKET
    else {"BACKEND": "core.storages.folders.AtomicFileStorage"},
    "private": {"BACKEND": OBJECT_STORAGE, "OPTIONS": PRIVATE_BUCKET.options}
    if PRIVATE_BUCKET
    else {"BACKEND": "core.private_files.PrivateFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.lost_uploads.TolerantUploadHandler",  # a full disk loses the file, not the form
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the form of a paper with three thousand authors

# ---- speed ------------------------------------------------------------------------------------

#: Optimizations that rely on undocumented parts of Django (docs/speed.md). They change only the speed.
SPEED_LAYER = env.bool("SPEED_LAYER", default=True)
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
#: Paths below which nothing is cached, so that they do not ask the database for the content version.
NEVER_CACHED_PATHS = (
    "/static/",
    "/media/",
    "/healthz",
    "/metrics",
    "/version.json",
    "/robots.txt",
    "/theme/",
)
CACHES = {
    # Shared by all workers, because rate limits count the attempts of all of them. In files, so that no other
    # service is needed.
    "default": {
        "BACKEND": "core.caching.file_cache.SharedFileCache",
        "LOCATION": str(DATA_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
# A Redis server for a site on several machines, with a database of its own: redis://:PASSWORD@HOST:6379/0.
if CACHE_URL := env.str("CACHE_URL", default="").strip():
    if not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL must begin with redis://, rediss:// or unix://.")
    if not find_spec("redis"):
        raise ImproperlyConfigured(
            "CACHE_URL is set, but the package redis is missing. Install it into .venv."
        )
    CACHES["default"] = {
        "BACKEND": "core.caching.redis_cache.SharedRedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "labsite",
    }
