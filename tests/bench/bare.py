"""Settings, URLs and the only view of the bare server, with which the page cache is compared.

The view does the least that Django can do for a page: without middleware or database it returns the bytes and
headers of the cached home page.
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
