"""Apps, middleware and templates."""

from labsite.settings.environment import BASE_DIR

#: The apps of this project. /version.json and the database check report on their migrations.
PROJECT_APPS = [
    "labsite",
    "recruiting",
    "news",
    "pages",
    "projects",
    "publications",
    "people",
    "moderation",
    "accounts",
    "core",
]
INSTALLED_APPS = [
    *PROJECT_APPS,
    "reversion",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.orcid",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django.contrib.admin.apps.SimpleAdminConfig",  # the URLs find its modules: few commands need them
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

#: Apps whose tables appear on public pages: a change in one of them invalidates the page cache …
CONTENT_APPS = ["people", "publications", "projects", "news", "pages", "recruiting"]
#: … except these tables, which appear on no public page.
PRIVATE_MODELS = {
    "pages.upload",
    "people.invitation",
    "publications.citationcheck",
    "publications.noticecheck",
    "publications.starcheck",
    "publications.disclaimer",
    "publications.import",
    "publications.importedentry",
    "publications.lookup",
    "recruiting.application",
    "recruiting.cvview",
    "recruiting.draft",
    "recruiting.deletedapplicationcount",
    "recruiting.note",
    "recruiting.noticereviewer",
    "recruiting.star",
    "recruiting.statechange",
}

MIDDLEWARE = [
    "core.monitoring.middleware.RequestIDMiddleware",
    "core.monitoring.middleware.MetricsMiddleware",
    "core.caching.middleware.PageCacheMiddleware",  # before all that a cached page should skip
    "core.outages.middleware.RepeatMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "core.conditional_requests.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.languages.LanguageFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.outages.middleware.TrustedFormMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.private_pages.PrivatePagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "labsite.second_factor.SecondFactorMiddleware",
    "labsite.views.errors.WrongMethodMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "labsite.urls"
WSGI_APPLICATION = "labsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.context.lab",
                "labsite.context.site",
                "labsite.menu.menu",
            ],
            "builtins": ["core.templatetags.core"],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
