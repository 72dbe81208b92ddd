"""The WSGI application that the production server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from core.database.waits import serve_requests
from core.function_paths import load_views
from core.site_url import below
from core.unread_bodies import reading_the_rest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labsite.settings")
serve_requests()
application = reading_the_rest(below(settings.FORCE_SCRIPT_NAME, get_wsgi_application()))

# Requests queue emails and tasks and do not wait for them. (Importing a model needs the application.)
from core.outbox import background, queue  # noqa: E402
from core.tasks import running  # noqa: E402

background.sender.enable(queue.send_due_now)
running.thread.enable(running.run_queued)

load_views(get_resolver())
