"""All settings, read from environment variables (listed in docs/configure.md).

Safe by default: without DEBUG=1, the site does not start if SECRET_KEY, ALLOWED_HOSTS or SITE_URL is missing.

- ``environment``: reads the variables and the file .env
- ``site``: the address, the languages and the time zone
- ``apps``: apps, middleware and templates
- ``data``: the database, files, caches
- ``accounts``: signing in, also with ORCID or the university
- ``security``: HTTPS, proxies, the Content Security Policy, limits on application forms
- ``operation``: backups, publishing, email, logs and metrics
- ``sources``: services that are asked about publications and links
"""
# ruff: noqa: F403

from labsite.settings.accounts import *
from labsite.settings.apps import *
from labsite.settings.data import *
from labsite.settings.environment import *
from labsite.settings.operation import *
from labsite.settings.security import *
from labsite.settings.site import *
from labsite.settings.sources import *
