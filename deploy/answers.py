"""Wait until the site answers, asked as the proxy asks: python deploy/answers.py [SECONDS].

Reads SITE_URL and PORT from the environment or .env. The exit status is 1 if the site does not answer in time
(without SECONDS: at once).
"""

import os
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import environ

#: Seconds between two requests, and that each may take.
PAUSE = 0.5
TIMEOUT = 2


def answers() -> bool:
    """Return whether the site says that it is well."""
    site = urlsplit(os.environ["SITE_URL"])
    request = urllib.request.Request(
        f"http://127.0.0.1:{os.environ.get('PORT') or 8000}{site.path}/healthz",
        headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme},
    )
    try:
        urllib.request.urlopen(request, timeout=TIMEOUT).close()
    except OSError:
        return False
    return True


def main(seconds: float) -> int:
    """Return the exit status."""
    end = time.monotonic() + seconds
    while not answers():
        if time.monotonic() >= end:
            print("The site does not answer.", file=sys.stderr)
            return 1
        time.sleep(PAUSE)
    return 0


if __name__ == "__main__":
    environ.Env.read_env(os.environ.get("ENV_FILE", ".env"))
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 0))
