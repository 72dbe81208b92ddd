"""Environment variables, and the file .env (or another that ENV_FILE names) with more of them."""

import os
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

from core.rates import parse_rates
from core.storages.bucket_url import BucketURL, parse_bucket_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent

#: What a variable of each type may be. For a switch, django-environ takes any other word for "off".
_VALUES = {
    int: (r"\d+", "a whole number"),
    float: (r"\d+(\.\d+)?", "a number"),
    bool: (r"(?i)1|0|true|false|on|off|yes|no|y|n|ok", "1 or 0"),
}
#: The databases that the site runs on.
_DATABASES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}


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


def at_least_one(name: str, default: int) -> int:
    """Return a number that is not 0."""
    number = env.int(name, default=default)
    if number < 1:
        raise ImproperlyConfigured(f"{name} must be 1 or more.")
    return number


def rates(name: str, default: tuple[str, str]) -> tuple[str, str]:
    """Return two rates: of one address, and of its network."""
    texts = env.tuple(name, default=()) or default
    try:
        of_address, of_network = texts
        parse_rates(of_address)
        parse_rates(of_network)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is {','.join(texts)!r}. Set it to two rates, for an address and a network: 30/h,200/h."
        ) from None
    return of_address, of_network


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone that this machine knows."""
    zone = env.str(name, default="").strip() or default
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # a path, a folder, an unknown name
        raise ImproperlyConfigured(
            f"{name} is {zone!r}. Set it to a time zone such as Asia/Shanghai."
        ) from None
    return zone


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings of the database with this URL."""
    try:
        settings = env.db_url(name, default=default)
    except (ImproperlyConfigured, ValueError):
        settings = {}
    if settings.get("ENGINE") not in _DATABASES:
        raise ImproperlyConfigured(f"{name} is wrong. Set it to postgres://user:password@host:5432/name.")
    return settings


def folder(name: str, default: Path) -> Path:
    """Return a folder, and create it if it does not exist."""
    path = Path(env.str(name, default=str(default)))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {str(path)!r}, which cannot be created: {error.strerror}."
        ) from error
    return path
