"""The settings MEDIA_STORAGE and PRIVATE_STORAGE are read, and mistakes in them explained."""

import pytest

from core.storages.bucket_url import BucketURL, parse_bucket_url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "s3://key:sec%2Fr%40et@store.example.edu/lab-media",
            BucketURL("https://store.example.edu", "lab-media", key="key", secret="sec/r@et"),
        ),
        (
            "s3://store.example.edu:9000/lab-media/site/a/?region=eu-central-1&https=0&addressing=virtual",
            BucketURL("http://store.example.edu:9000", "lab-media", "site/a", "eu-central-1", "virtual"),
        ),
        ("s3://[::1]:9000/lab-media?https=0", BucketURL("http://[::1]:9000", "lab-media")),
    ],
)
def test_url_of_a_bucket_is_read(text, expected):
    assert parse_bucket_url(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lab-media", "must look like s3://"),
        ("s3://lab-media", "must look like s3://"),
        ("https://store.example.edu/lab-media", "must look like s3://"),
        ("s3://store.example.edu/a", "3 to 63"),
        ("s3://store.example.edu/lab media", "3 to 63"),
        ("s3://key@store.example.edu/lab-media", "both a key and a secret"),
        ("s3://store.example.edu/lab-media?tls=0", "unknown option tls"),
        ("s3://store.example.edu/lab-media?addressing=other", "path or virtual"),
        ("s3://store.example.edu/lab-media?https=no", "https must be 0 or 1"),
        ("s3://key:very/secret@store.example.edu/lab-media", "percent-encode"),
    ],
)
def test_mistake_is_explained_without_the_secret(text, problem):
    with pytest.raises(ValueError, match=problem) as raised:
        parse_bucket_url(text)
    assert "secret@" not in str(raised.value)


def test_secret_is_not_shown():
    assert "hidden" not in repr(parse_bucket_url("s3://key:hidden@store.example.edu/lab-media"))
