#!/usr/bin/env bash
# django-shibboleth-remoteuser 0.12 (PyPI) with Django 4.2: attributes as a Shibboleth SP hands them over.
# Expected: names in UTF-8 are read as such (WSGI gives each byte as a character, PEP 3333), and two addresses are two
# (Shibboleth, "AttributeAccess": values are separated by semicolons).
# Seen: "Müller" becomes "MÃ¼ller", and the account's address is "a@example.org;b@example.org".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check django-shibboleth-remoteuser==0.12 "Django==4.2.*"
cat > "$folder/site.py" <<'END'
import sys

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "shibboleth.middleware.ShibbolethRemoteUserMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["shibboleth.backends.ShibbolethRemoteUserBackend"],
    SHIBBOLETH_ATTRIBUTE_MAP={"mail": (True, "email"), "sn": (True, "last_name")},
)
urlpatterns = []
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from wsgiref.util import setup_testing_defaults

call_command("migrate", verbosity=0)
environ = {
    "REMOTE_USER": "ada",
    "mail": "a@example.org;b@example.org",
    "sn": "Müller".encode().decode("latin-1"),
}
setup_testing_defaults(environ)
get_wsgi_application()(environ, lambda status, headers: None)
user = User.objects.get(username="ada")
seen = (user.last_name, user.email)
print(*seen, sep="\n")
sys.exit(0 if seen == ("MÃ¼ller", "a@example.org;b@example.org") else "Changed")
END
(cd "$folder" && venv/bin/python -W ignore site.py 2>errors.txt) || { tail -3 "$folder/errors.txt"; exit 1; }
