"""A CAS server, django-mama-cas, with one user."""

import sys

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.urls import include, path

settings.configure(
    DEBUG=True,
    SECRET_KEY="for-tests-only",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="__main__",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "$folder/cas.sqlite3"}},
    INSTALLED_APPS=[
        "mama_cas",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.sessions",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["__main__.OneUser"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    MAMA_CAS_ENABLE_SINGLE_SIGN_OUT=True,
    MAMA_CAS_SERVICES=[
        {"SERVICE": "^$site/", "CALLBACKS": ["__main__.attributes"], "LOGOUT_ALLOW": True},
    ],
)


class OneUser:
    """Accepts the user Ada with the password "right"."""

    def authenticate(self, request, username="", password=""):
        from django.contrib.auth.models import User

        if (username.lower(), password) != ("ada", "right"):
            return None
        # The name as it was typed, as servers do that ask a directory.
        return User.objects.get_or_create(username=username)[0]

    def get_user(self, pk):
        from django.contrib.auth.models import User

        return User.objects.filter(pk=pk).first()


def attributes(user, service):
    return {"mail": ["ada@elsewhere.example", "ada@example.org"], "eduPersonAffiliation": "staff"}


django.setup()
urlpatterns = [path("", include("mama_cas.urls"))]
execute_from_command_line(sys.argv)
