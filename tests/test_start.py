"""What a command loads before it does its work."""

import json
import subprocess
import sys

from django.urls import get_resolver
from django.utils.module_loading import import_string

from core import doctor
from core.function_paths import FunctionAt, load_views
from core.jobs.registry import REGISTERED as REGISTERED_JOBS
from core.tasks.registry import REGISTERED as REGISTERED_TASKS
from labsite.apps import JOBS
from labsite.former_names import replacement
from labsite.setup_steps import BACKUP
from labsite.site_imports import import_tasks

#: Parts of the program that a command does not need unless it uses them.
UNNEEDED = {
    "fido2",
    "site_readers",
    "labsite.urls",
    "labsite.views",
    "openpyxl",
    "publications.importing",
    "publications.sources",
}
#: Those that the pages of visitors do not need.
UNNEEDED_BY_PAGES = {"site_readers.detect", "labsite.views.me", "openpyxl", "prometheus_client"}
LOADED = """
import django, json, sys
django.setup()
print(json.dumps(sorted(sys.modules)))
import labsite.urls
print(json.dumps(sorted(sys.modules)))
"""


def test_commands_start_without_views_importers_and_web_services():
    result = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded, loaded_by_urls = (set(json.loads(line)) for line in result.stdout.splitlines())
    assert "labsite.editors" in loaded
    assert not loaded & UNNEEDED
    assert "labsite.views.home" in loaded_by_urls
    assert not loaded_by_urls & UNNEEDED_BY_PAGES


def test_each_registered_path_leads_to_a_function():
    functions = [
        *(job.run for job in REGISTERED_JOBS.values()),
        *REGISTERED_TASKS.values(),
        *(check.check for check in doctor.checks()),
    ]
    paths = {function.path for function in functions if isinstance(function, FunctionAt)}
    paths |= {path for _every, path, _is_wanted in JOBS.values()}
    assert len(paths) > 15
    assert all(callable(import_string(path)) for path in paths)


def test_each_url_leads_to_a_view():
    load_views(get_resolver())


def test_names_that_the_program_uses_are_registered():
    assert {replacement.TASK, import_tasks.TASK} <= set(REGISTERED_TASKS)
    assert BACKUP in JOBS
