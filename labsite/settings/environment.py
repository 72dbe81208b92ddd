"""Environment variables, and the file .env (or another that ENV_FILE names) with more of them."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from core.bucket_url import BucketURL, parse_bucket_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
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
