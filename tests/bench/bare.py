"""Settings, addresses and the one view of the server that the page cache is compared with.

The least that Django does for a page: no middleware, no database; the bytes and the headers are those of
the home page as it comes from the page cache.
"""

import json
import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "only-for-the-bench"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.bare"
MIDDLEWARE = []

_page = Path(os.environ["BENCH_BARE_PAGE"])
BODY = _page.read_bytes()
HEADERS = json.loads(_page.with_suffix(".json").read_text())


def page(request):
    return HttpResponse(BODY, headers=HEADERS)


urlpatterns = [path("", page)]
