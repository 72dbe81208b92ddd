"""The address of the site, its languages and its time zone."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from core.site_url import parse_site_url
from labsite.settings.environment import BASE_DIR, DEBUG, env, time_zone

SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEBUG else "")
ALLOWED_HOSTS = [
    host.strip()
    for host in env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if DEBUG else [])
    if host.strip()
]
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random text, or set DEBUG=1 for development."
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Set it to the host names of the site, separated by commas, "
        "or set DEBUG=1 for development."
    )
# The URL of the site, such as https://lab.example.edu or https://example.edu/lab. Canonical links, feeds and
# emails use it and never the Host header of a request, which anybody can set.
SITE_URL = env.str("SITE_URL", default="").strip()
if DEBUG and not SITE_URL:
    SITE_URL = f"http://127.0.0.1:{env.str('PORT', default='') or 8000}"
if not SITE_URL:
    raise ImproperlyConfigured(
        "SITE_URL is not set. Set it to the public address of the site, such as https://lab.example.edu, "
        "or set DEBUG=1 for development."
    )
try:
    SITE_URL = parse_site_url(SITE_URL)
except ValueError as error:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: {error}. Set it to an address such as https://lab.example.edu."
    ) from error

_site = urlsplit(SITE_URL)
SITE_ORIGIN = f"{_site.scheme}://{_site.netloc}"
#: The path of the site below its host, such as "/lab"; "" at the root. Never taken from a header of the
#: request, which could evade rules about paths, and change the links of cached pages.
FORCE_SCRIPT_NAME = _site.path
SITE_PATH = f"{_site.path}/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "labsite" / "locale"]
# The lab's time zone: it determines when a day, and so a deadline, ends.
TIME_ZONE = time_zone("TIME_ZONE", "Asia/Shanghai")
