#!/usr/bin/env bash
# django-signposting 0.11.0 (PyPI): the page of a paper, to which it adds links to the authors (FAIR Signposting) in HTML.
# Expected: the page is as it was, with `link` elements in its head; other links of the header "Link" stay (RFC 8288, 3).
# Seen: the whole page is indented, which puts white space around each element: O(n²) with `sup` is read "O(n 2 )", and "Jane Doe, " with
# a link "Jane Doe ,"; the other middleware replaces a "Link" header that the page had.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check django-signposting==0.11.0 "Django==5.2.*"
"$folder/venv/bin/python" -W ignore - <<'END'
import re
import sys

from django.conf import settings

settings.configure(USE_TZ=True)
from django.http import HttpResponse
from django_signposting.middleware import HtmlSignpostingMiddleware, SignpostingMiddleware
from signposting import LinkRel, Signpost

PAGE = (
    "<!DOCTYPE html><html><head><title>Paper</title></head><body><h1>Sorting in O(n<sup>2</sup>)</h1>"
    '<p><a href="/doe/">Jane Doe</a>, <a href="/roe/">Richard Roe</a></p></body></html>'
)


def page(request):
    response = HttpResponse(PAGE, headers={"Link": '<https://example.org/looms.bib>; rel="describedby"'})
    response._signposts = [Signpost(LinkRel.author, "https://example.org/doe/")]
    return response


html = HtmlSignpostingMiddleware(page)(None).content.decode()
body = re.sub("<[^>]*>", "", html[html.index("<body>") :])
seen = [" ".join(body.split()), SignpostingMiddleware(page)(None)["Link"]]
print(*seen, sep="\n")
expected = ["Sorting in O(n 2 ) Jane Doe , Richard Roe", '<https://example.org/doe/> ; rel="author"']
sys.exit(0 if seen == expected else "Changed")
END
