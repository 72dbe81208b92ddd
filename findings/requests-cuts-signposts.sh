#!/usr/bin/env bash
# requests 2.34.2 (PyPI): the links of a paper's page, as Signposting (FAIR Signposting Profile) puts them in the header.
# Expected (RFC 8288, section 3): an address ends at ">", so a ";" in it, as many DOIs of the 1990s have, belongs to it, as "," and ";" do to a
# title in quotation marks; httplink 0.2.0 reads them.
# Seen: `response.links` has the address up to ";", without its relation "cite-as", so the paper's DOI is another one, and cannot be found by
# its relation; the title ends at ",".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 httplink==0.2.0
venv/bin/python - <<'END' | tee seen
import httplink
import requests

header = (
    '<https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O>; rel="cite-as", '
    '<https://example.org/looms.pdf>; rel="item"; title="Looms, Yarn; a history"'
)
for link in httplink.parse_link_header(header).links:
    print("httplink", sorted(link.rel), link.target)
response = requests.Response()
response.headers["Link"] = header
for name, link in response.links.items():
    print("requests", name, link)
END
diff seen - <<'END' || { echo Changed; exit 1; }
httplink ['cite-as'] https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O
httplink ['item'] https://example.org/looms.pdf
requests https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO {'url': 'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO'}
requests item {'url': 'https://example.org/looms.pdf', 'rel': 'item', 'title': 'Looms, Yarn'}
END
