#!/usr/bin/env bash
# social-auth-core 7.0.0 (PyPI), signing in with OpenID Connect.
# Expected: a user whose provider sends only `name`, as Microsoft's and many universities' directories do, gets names that are parts
# of it: "Doe, Jane" has the family name before the comma; given names may be several; a name may have no blank.
# Seen: the first word is the first name: "Doe," with its comma, "van" and "der Berg", "Ann" and "Mary Smith"; 张三 has no last name.
# Set FIRSTLAST_FROM_FULL to False and ask the person; `given_name` and `family_name` are used where the provider sends them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check social-auth-core==7.0.0
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from social_core.utils import normalize_user_names

EXPECTED = {
    "Doe, Jane": ("Doe,", "Jane"),
    "van der Berg, Ann": ("van", "der Berg, Ann"),
    "Ann Mary Smith": ("Ann", "Mary Smith"),
    "张三": ("张三", ""),
}
changed = False
for name, expected in EXPECTED.items():
    _, first_name, last_name = normalize_user_names(fullname=name)
    print(f"{name}: first name {first_name!r}, last name {last_name!r}")
    changed |= (first_name, last_name) != expected
sys.exit("Changed" if changed else 0)
END
