"""The published site in a bucket of an object store."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from moto import mock_aws

from core.database.waits import COMMAND, PROBE, waiting
from core.jobs import JobFailed
from core.storages.bucket_url import parse_bucket_url
from core.storages.buckets import ObjectStorage
from labsite.publishing.bucket import MARK, Bucket, headers
from labsite.publishing.failures import CannotPublish
from labsite.publishing.job import publish_site
from labsite.publishing.releases import Folder
from tests import factories
from tests.publishing.releasing import release

URL = "https://lab.example.edu"
ADDRESS = "s3://key:secret@s3.us-east-1.amazonaws.com/lab-site"
FILES = {"index.html": b"Home", "a/index.html": b"A", "news.atom": b"<feed/>", "site.css": b"a{}"}


@pytest.fixture
def client():
    with mock_aws():
        client = ObjectStorage(**parse_bucket_url(ADDRESS).options).client
        client.create_bucket(Bucket="lab-site")
        yield client


@pytest.fixture(params=[False, True], ids=["releases", "in place"])
def folder(tmp_path, request):
    return Folder(tmp_path / "public", in_place=request.param)


def push(folder, prefix="", url=URL):
    return Bucket(parse_bucket_url(f"{ADDRESS}{prefix}"), folder).push(url)


@pytest.mark.parametrize("name", ["MEDIA_BUCKET", "PRIVATE_BUCKET"])
def test_bucket_with_the_uploads_of_the_site_is_refused(folder, settings, name):
    setattr(settings, name, parse_bucket_url(ADDRESS))
    with pytest.raises(CannotPublish, match="holds the site's uploads"):
        push(folder, "/public")


def stored(client):
    """Return the contents of all objects but the mark, by their keys."""
    keys = [entry["Key"] for entry in client.list_objects_v2(Bucket="lab-site").get("Contents", ())]
    bodies = {key: client.get_object(Bucket="lab-site", Key=key)["Body"].read() for key in keys}
    return {key: body for key, body in bodies.items() if not key.endswith(MARK)}


def test_bucket_has_the_files_of_the_release_without_compressed_copies(client, folder):
    release(folder, {**FILES, "site.css.gz": b"compressed"})
    assert "4 files sent, 0 removed" in push(folder)
    assert stored(client) == FILES
    assert push(folder) == ""


def test_only_changed_files_are_sent_and_gone_ones_deleted_below_the_prefix(client, folder):
    client.put_object(Bucket="lab-site", Key="other/x.txt", Body=b"Ours")
    release(folder, FILES)
    push(folder, "/site")
    release(folder, {"index.html": b"Home", "a/index.html": b"B"})
    sent = []
    bucket = Bucket(parse_bucket_url(f"{ADDRESS}/site"), folder)
    for waits in (COMMAND, PROBE):  # each has a client of its own
        with waiting(waits):
            events = bucket.storage.client.meta.events
        events.register("before-call.s3", lambda model, **_kwargs: sent.append(model.name))
    assert "1 files sent, 2 removed" in bucket.push(URL)
    assert sorted(sent) == ["DeleteObject", "DeleteObject", "ListObjectsV2", "PutObject"]
    assert stored(client) == {
        "other/x.txt": b"Ours",
        "site/index.html": b"Home",
        "site/a/index.html": b"B",
    }


def test_bucket_with_files_of_somebody_else_is_left_alone(client, folder):
    client.put_object(Bucket="lab-site", Key="thesis.pdf", Body=b"Thesis")
    release(folder, FILES)
    with pytest.raises(CannotPublish, match="contains other files"):
        push(folder)
    assert stored(client) == {"thesis.pdf": b"Thesis"}


def test_bucket_with_another_site_is_left_alone(client, folder, tmp_path):
    other = Folder(tmp_path / "other")
    release(folder, FILES)
    release(other, {"index.html": b"Other"})
    push(folder)
    with pytest.raises(CannotPublish, match=f"has the published site of {URL}. Choose another bucket"):
        push(other, url="https://other.example.edu")
    assert stored(client) == FILES
    release(folder, {"index.html": b"Moved"})
    push(folder, url="https://new.example.edu")  # the own site has a new address
    assert stored(client) == {"index.html": b"Moved"}


@pytest.mark.parametrize(
    ("name", "kind", "lasts"),
    [
        ("people/index.html", "text/html; charset=utf-8", False),
        ("publications/feed.atom", "application/atom+xml; charset=utf-8", False),
        ("publications.bib", "application/x-bibtex; charset=utf-8", False),
        ("publications.ris", "application/x-research-info-systems; charset=utf-8", False),
        ("sitemap.xml", "application/xml", False),
        ("static/labsite/labsite.0123456789ab.css", "text/css; charset=utf-8", True),
        ("static/labsite/theme.js", "text/javascript; charset=utf-8", False),
        ("media/people/ada-0123.384.webp", "image/webp", True),
    ],
)
def test_files_have_the_types_and_times_that_web_servers_send(name, kind, lasts):
    assert headers(name)["ContentType"] == kind
    assert ("immutable" in headers(name)["CacheControl"]) == lasts


@pytest.mark.any_database
@pytest.mark.django_db
def test_command_and_job_send_the_site(client, tmp_path, settings, capsys):
    factories.person("Ada Example")
    site = tmp_path / "public"
    call_command("publish", site, base_url=URL, bucket=ADDRESS)
    assert "amazonaws.com/lab-site" in capsys.readouterr().out
    assert b"Ada Example" in stored(client)["people/ada-example/index.html"]
    settings.PUBLISH_TO, settings.PUBLISH_BASE_URL = str(site), URL
    settings.PUBLISH_BUCKET = parse_bucket_url(ADDRESS)
    assert publish_site(timezone.now()) == "Nothing has changed."
    settings.PUBLISH_BUCKET = parse_bucket_url(f"{ADDRESS}-gone")
    with pytest.raises(JobFailed, match="NoSuchBucket"):
        publish_site(timezone.now())
    with pytest.raises(CommandError, match="--bucket is wrong: it must have both"):
        call_command("publish", site, base_url=URL, bucket="s3://key@s3.example.org/lab-site")
