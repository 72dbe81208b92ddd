#!/usr/bin/env bash
# django-mama-cas 2.5.0 (PyPI), a CAS server: what /p3/serviceValidate says about an attribute without a value.
# Expected: the attribute is left out, or is empty, when the callback returns None for it.
# Seen: it has the text "None". So all people without, say, a personnel number seem to have the same one. A person
# whose callback returns a tuple of addresses instead of a list has one address, "('a@example.org', 'b@example.org')".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check django-mama-cas==2.5.0 "Django==4.2.*"
cat > "$folder/server.py" <<'END'
import django
from django.conf import settings

settings.configure(
    SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF="mama_cas.urls", USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["mama_cas", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MAMA_CAS_SERVICES=[{"SERVICE": ".*", "CALLBACKS": ["__main__.attributes"]}],
)


def attributes(user, service):
    return {"number": None, "room": "", "mail": ("a@example.org", "b@example.org")}


if __name__ == "__main__":
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client
    from mama_cas.models import ServiceTicket

    call_command("migrate", verbosity=0)
    service = "https://lab.example.org/"
    ticket = ServiceTicket.objects.create_ticket(user=User.objects.create_user("ada"), service=service)
    answer = Client().get("/p3/serviceValidate", {"service": service, "ticket": ticket.ticket})
    print(answer.content.decode().replace("><", ">\n<"))
END
(cd "$folder" && venv/bin/python server.py) | tee "$folder/seen"
for line in "<cas:number>None</cas:number>" "<cas:mail>('a@example.org', 'b@example.org')</cas:mail>"; do
    grep -qF -- "$line" "$folder/seen" || { echo "Changed: no line $line"; exit 1; }
done
