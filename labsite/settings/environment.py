"""Environment variables, and the file .env (or another that ENV_FILE names) with more of them."""

import os
import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from core.storages.bucket_url import BucketURL, parse_bucket_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent

#: What a variable of each type may be. For a switch, django-environ takes any other word for "off".
_VALUES = {
    int: (r"\d+", "a whole number"),
    float: (r"\d+(\.\d+)?", "a number"),
    bool: (r"(?i)1|0|true|false|on|off|yes|no|y|n|ok", "1 or 0"),
}


class Env(environ.Env):
    """Reads the variables. An empty number or switch counts as not set, and a wrong one is named."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        """Return a variable of this type. Raises ImproperlyConfigured if the value is wrong."""
        if cast in _VALUES and var in os.environ:
            text, (pattern, values) = os.environ[var].strip(), _VALUES[cast]
            if not text:
                return default
            if not re.fullmatch(pattern, text):
                raise ImproperlyConfigured(f"{var} is {text!r}. Set it to {values}.")
        return super().get_value(var, cast=cast, default=default, parse_default=parse_default)


env = Env()
env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))

DEBUG = env.bool("DEBUG", default=False)


def bucket(name: str) -> BucketURL | None:
    """Return the bucket that a setting names; None to keep the files in a folder."""
    url = env.str(name, default="").strip()
    if not url:
        return None
    try:
        return parse_bucket_url(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is wrong: {error}.") from error
