"""The WSGI application that the production server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from core.database.waits import serve_requests
from core.function_paths import load_views
from core.incomplete_bodies import refusing_incomplete
from core.site_url import below
from core.unread_bodies import reading_the_rest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labsite.settings")
serve_requests()
django_application = get_wsgi_application()

# Importing a model needs the application.
from core.caching import repeating_answers  # noqa: E402
from core.monitoring.middleware import counter_of_cached_pages  # noqa: E402
from core.outbox import background, queue  # noqa: E402
from core.tasks import running  # noqa: E402

application = reading_the_rest(
    refusing_incomplete(
        below(settings.FORCE_SCRIPT_NAME, repeating_answers(django_application, counter_of_cached_pages()))
    )
)

# Requests queue emails and tasks and do not wait for them.
background.sender.enable(queue.send_due_now)
running.thread.enable(running.run_queued)

load_views(get_resolver())
