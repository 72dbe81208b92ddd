#!/usr/bin/env bash
# django-python3-ldap 0.16.1 (PyPI) with Django 5.2.8: the filter for a person who signs in, made of the name that was typed.
# Expected (RFC 4515, section 3): a letter that is escaped is written as its octets in UTF-8, ü as \c3\bc and é as \c3\a9, as ldap3 2.9.1 does.
# Seen: ü is \FC and é \E9, their numbers in Latin-1, which are no UTF-8, so the directory does not find Müller and Renée: they cannot sign in.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check django-python3-ldap==0.16.1 Django==5.2.8 ldap3==2.9.1
venv/bin/python - <<'END' | tee seen
from django.conf import settings

settings.configure(LDAP_AUTH_USER_FIELDS={"username": "cn"}, LDAP_AUTH_OBJECT_CLASS="person")

from django_python3_ldap.utils import format_search_filter
from ldap3.utils.conv import escape_bytes

for name in ("Müller", "Renée"):
    escaped = "".join(escape_bytes(letter.encode()) if not letter.isascii() else letter for letter in name)
    print(format_search_filter({"username": name}), "ldap3:", escaped)
END
diff seen - <<'END' || { echo Changed; exit 1; }
(&(cn=M\FCller)(objectClass=person)) ldap3: M\c3\bcller
(&(cn=Ren\E9e)(objectClass=person)) ldap3: Ren\c3\a9e
END
