"""An object store in memory for tests, which counts the requests that it gets."""

from collections import Counter
from contextlib import contextmanager

from django.core.files.storage import storages
from moto import mock_aws

BACKEND = "core.storages.buckets.ObjectStorage"
ENDPOINT = "https://s3.us-east-1.amazonaws.com"
#: An address at which nothing listens.
CLOSED = "http://127.0.0.1:9"
BUCKETS = {"default": "lab-media", "private": "lab-private"}


def use_buckets(settings, endpoint=ENDPOINT):
    """Store files in two buckets of the object store at an address."""
    options = {
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        "access_key": "key",
        "secret_key": "secret",
    }
    settings.STORAGES = {
        **settings.STORAGES,
        **{
            name: {"BACKEND": BACKEND, "OPTIONS": {**options, "bucket_name": bucket}}
            for name, bucket in BUCKETS.items()
        },
    }


class Requests(list):
    """The requests to the store: names of operations, such as "PutObject"."""

    def counts(self):
        """Return the number of each, and forget them."""
        counted = dict(Counter(self))
        self.clear()
        return counted


@contextmanager
def object_store(settings):
    """Store files in an object store in memory, and yield the list of requests to come."""
    requests = Requests()
    with mock_aws():
        use_buckets(settings)
        for name, bucket in BUCKETS.items():
            storages[name].client.create_bucket(Bucket=bucket)
            storages[name].client.meta.events.register(
                "before-call.s3", lambda model, **_kwargs: requests.append(model.name)
            )
        yield requests
