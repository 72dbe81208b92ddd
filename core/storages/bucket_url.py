"""Reading the settings MEDIA_STORAGE and PRIVATE_STORAGE: the URL of a bucket in an object store."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

FORM = "s3://KEY:SECRET@HOST/BUCKET"
#: Names of buckets; some servers also take capital letters and underscores.
BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,62}")
OPTIONS = {"region", "https", "addressing"}


@dataclass(frozen=True)
class BucketURL:
    """A bucket, or the part of it below a prefix, and how to reach it."""

    endpoint: str
    bucket: str
    prefix: str = ""
    region: str = "us-east-1"
    addressing: str = "path"
    #: Empty to look for them where programs for this kind of store do: AWS_ACCESS_KEY_ID, the machine's role.
    key: str = ""
    secret: str = field(default="", repr=False)

    @property
    def options(self) -> dict[str, Any]:
        """The options of ``core.storages.buckets.ObjectStorage``."""
        return {
            "endpoint_url": self.endpoint,
            "bucket_name": self.bucket,
            "location": self.prefix,
            "region_name": self.region,
            "addressing_style": self.addressing,
            **({"access_key": self.key, "secret_key": self.secret} if self.key else {}),
        }


def parse_bucket_url(text: str) -> BucketURL:
    """Read ``s3://KEY:SECRET@HOST:PORT/BUCKET/PREFIX?region=…``.

    Key, secret, port and prefix may be left out; in key and secret, characters such as "/" are
    percent-encoded. ``https=0`` is for a store reached without encryption, ``addressing=virtual`` for one
    that expects the bucket in the host name. Raises ValueError with a sentence about what is wrong, which
    does not hold the secret.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("it is not a URL; percent-encode the characters / ? # @ of the secret") from error
    bucket, _slash, prefix = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not host or not bucket or parts.fragment:
        raise ValueError(f"it must look like {FORM}")
    if not BUCKET.fullmatch(bucket):
        raise ValueError("the name of the bucket must have 3 to 63 letters, digits, dots or hyphens")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("it must have both a key and a secret, or neither")
    options = dict(parse_qsl(parts.query))
    if unknown := sorted(options.keys() - OPTIONS):
        raise ValueError(f"it has the unknown option {unknown[0]}")
    addressing = options.get("addressing", "path")
    if addressing not in ("path", "virtual"):
        raise ValueError("the option addressing must be path or virtual")
    https = options.get("https", "1")
    if https not in ("0", "1"):
        raise ValueError("the option https must be 0 or 1")
    host = f"[{host}]" if ":" in host else host
    return BucketURL(
        endpoint=f"{'https' if https == '1' else 'http'}://{host}{f':{port}' if port else ''}",
        bucket=bucket,
        prefix=prefix,
        region=options.get("region", "us-east-1"),
        addressing=addressing,
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
    )
