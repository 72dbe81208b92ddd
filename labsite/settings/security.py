"""HTTPS, proxies, the Content Security Policy, and limits on application forms."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from labsite.settings.accounts import OTHER_SIGN_IN_ORIGINS
from labsite.settings.environment import DEBUG, env, rates
from labsite.settings.site import SITE_ORIGIN, SITE_PATH, SITE_URL

# HTTPS=0 is for a site that is only used on this machine, such as the demo.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SESSION_ENGINE = "core.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = SITE_PATH
SECURE_SSL_REDIRECT = HTTPS
if SITE_URL.startswith("https://"):
    SECURE_SSL_HOST = urlsplit(SITE_URL).netloc
# A proxy may pass on the host without the port ("Host $host"). Browsers send the origin with the port, so it
# would not be taken for the site's own.
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
CSRF_FAILURE_VIEW = "labsite.views.errors.csrf_failure"
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many trusted proxies append to X-Forwarded-For: rate limits use the address in front of them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if BEHIND_PROXY else 0)
# Browsers create passkeys only for HTTPS and for http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Subdomains and browsers' preload lists are for the university to decide on, not for the lab.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the icons in Bootstrap's style sheet
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *OTHER_SIGN_IN_ORIGINS],
        "frame-ancestors": [NONE],
    }
}

# ---- application forms of openings ------------------------------------------------------------

# Rate limits for submitting an application form, saving a draft, and submitting successfully: for one IP
# address, and for its network (a /24, or a /48 for IPv6).
APPLY_LIMITS = {
    "post": rates("APPLY_POSTS", ("30/h", "200/h")),
    "draft": rates("APPLY_DRAFTS", ("5/h", "50/h")),
    "sent": rates("APPLY_SENT", ("5/h", "50/h")),
}
#: Leading zero bits of the proof of work that a browser computes for an application: 0 switches it off,
#: 16 take a second or two.
APPLY_PROOF_BITS = env.int("APPLY_PROOF_BITS", default=0)
