"""The project's settings with the few differences that tests need."""

import atexit
import os
import shutil
import tempfile

os.environ["ENV_FILE"] = os.devnull  # a .env file could name the stores of a real site
os.environ.setdefault("SECRET_KEY", "for-tests-only")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ["SITE_URL"] = "http://testserver"
os.environ["HTTPS"] = "0"
os.environ["REQUIRE_SECOND_FACTOR"] = ""  # its own tests switch it on
os.environ["PAGE_CACHE"] = "0"  # the tests of the page cache switch it on
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="labsite-tests-")

from labsite.settings import *  # noqa: F403
from labsite.settings import DATA_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, SOURCES, STORAGES

atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)

#: The database that test processes copy (``tests/running/migrated.py``), empty if they migrate their own.
MIGRATED_DATABASE = os.environ.get("LABSITE_TEST_MIGRATED", "")
if DATABASES["default"]["ENGINE"] == "core.database.sqlite":
    # In a file: an in-memory database has one connection, which the threads of a live server would share.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    # A query without an ordering fails here each time, and not only occasionally on PostgreSQL.
    # The data are discarded, so nothing has to survive a power failure.
    DATABASES["default"]["OPTIONS"]["init_command"] += (
        "PRAGMA reverse_unordered_selects=ON; PRAGMA synchronous=OFF;"
    )
elif MIGRATED_DATABASE:
    DATABASES["default"]["TEST"] = {"TEMPLATE": MIGRATED_DATABASE}

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["tests.n_plus_one.no_n_plus_one", *MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A port without a server. The fixture `sources` replaces it by a local server.
SOURCES = dict.fromkeys(SOURCES, "http://127.0.0.1:9")
