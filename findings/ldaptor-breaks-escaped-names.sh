#!/usr/bin/env bash
# ldaptor 21.2.0 (PyPI): names and filters of a university's directory.
# Expected: "CN=Lu\C4\8Di\C4\87" is Lučić, an example of RFC 4514 (section 4), and "(sn=Lu\c4\8di\c4\87)" as well, one of RFC 4515 (section 4): the
# two digits behind a backslash are octets of UTF-8, in capital or small letters.
# Seen: in names, capital digits lose their backslash and stay as letters, "LuC4", and in both, what is read becomes a character for each octet.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ldaptor==21.2.0
venv/bin/python -W ignore - <<'END' | tee seen
from ldaptor.ldapfilter import parseFilter
from ldaptor.protocols.ldap.distinguishedname import DistinguishedName

for name in (r"CN=Lu\C4\8Di\C4\87", r"CN=Lu\c4\8di\c4\87", "CN=Lučić"):
    print(name, ascii(DistinguishedName(name).split()[0].split()[0].value))
print(ascii(parseFilter(r"(sn=Lu\c4\8di\c4\87)").assertionValue.value))
END
diff seen - <<'END' || { echo Changed; exit 1; }
CN=Lu\C4\8Di\C4\87 'LuC4\x8diC4\x87'
CN=Lu\c4\8di\c4\87 'Lu\xc4\x8di\xc4\x87'
CN=Lučić 'Lu\u010di\u0107'
'Lu\xc4\x8di\xc4\x87'
END
