#!/usr/bin/env bash
# habanero 2.9.2, crossrefapi 1.7.0 and datacite 1.4.1 (PyPI): a DOI with "#" or "?", as Wiley's DOIs of the 1990s have.
# Expected: the DOI becomes one part of the path, so "#" is sent as %23 and "?" as %3F (DOI Handbook; RFC 3986,
# 3.3); pyalex 0.21 does that.
# Seen: all three put the DOI into the address as it is. What follows "#" is not sent, and what follows "?" is a query. The
# service is asked about another DOI and answers that it does not exist, or with another work.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    habanero==2.9.2 crossrefapi==1.7.0 datacite==1.4.1 idutils==1.7.1 pyalex==0.21
"$folder/venv/bin/python" - <<'END'
import sys
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

import crossref.restful
import datacite
import habanero
import httpx2
import pyalex
import requests

DOIS = ("10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-#", "10.5555/looms?volume=7")
CLIENTS = {
    "habanero": lambda doi: habanero.Crossref().works(ids=doi),
    "crossrefapi": lambda doi: crossref.restful.Works().doi(doi),
    "datacite": lambda doi: datacite.DataCiteRESTClient("user", "password", "10.5555").get_doi(doi),
    "pyalex": lambda doi: pyalex.Works()[f"doi:{doi}"],
}


class Sent(Exception):
    """The address that would be asked."""


def stop(self, request, **options):
    raise Sent(str(request.url))


cut = set()
with patch.object(requests.Session, "send", stop), patch.object(httpx2.Client, "send", stop):
    for name, ask in CLIENTS.items():
        for doi in DOIS:
            try:
                ask(doi)
            except Sent as sent:
                path = urlsplit(str(sent)).path
                print(f"{name:12} {doi}\n             {path}")
                if not unquote(path).endswith(doi):
                    cut.add((name, doi))
expected = {(name, doi) for name in ("habanero", "crossrefapi", "datacite") for doi in DOIS}
sys.exit(0 if cut == expected else f"Changed: {sorted(cut ^ expected)}")
END
