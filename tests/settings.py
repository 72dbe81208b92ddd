"""The project's settings with the few differences that tests need."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "for-tests-only")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ["HTTPS"] = "0"
os.environ["PAGE_CACHE"] = "0"  # the tests of the page cache switch it on
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="labsite-tests-")

from labsite.settings import *  # noqa: F403
from labsite.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
