#!/usr/bin/env bash
# ldap3 2.9.1 (PyPI): the names in a person's `memberOf`.
# Expected (RFC 4514): `parse_dn` returns the value, "Looms, Yarn" for `cn=Looms\, Yarn` and `cn=Looms\2C Yarn` alike, and 李明 for
# `\E6\9D\8E\E6\98\8E`; "=" needs no escape within a value.
# Seen: values keep their backslashes, and the two spellings of one name, of which OpenLDAP sends one and Active Directory the other,
# stay different in `safe_dn` too. An "=" in a name raises LDAPInvalidDnError. `str2dn` of python-ldap does as expected.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ldap3==2.9.1
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from ldap3.core.exceptions import LDAPInvalidDnError
from ldap3.utils.dn import parse_dn, safe_dn

EXPECTED = {
    r"cn=Looms\, Yarn,dc=example,dc=org": r"Looms\, Yarn",
    r"cn=Looms\2C Yarn,dc=example,dc=org": r"Looms\2C Yarn",
    r"cn=\E6\9D\8E\E6\98\8E,dc=example,dc=org": r"\E6\9D\8E\E6\98\8E",
    "cn=E=mc2 Group,dc=example,dc=org": "LDAPInvalidDnError",
}
changed = False
for name, expected in EXPECTED.items():
    try:
        seen = parse_dn(name)[0][1]
    except LDAPInvalidDnError:
        seen = "LDAPInvalidDnError"
    print(f"{name:44} {seen}")
    changed |= seen != expected
first, second = list(EXPECTED)[:2]
sys.exit("Changed" if changed or safe_dn(first) == safe_dn(second) else 0)
END
