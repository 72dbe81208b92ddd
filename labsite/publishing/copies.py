"""The places to which the files of a published site are sent."""

from core.storages.bucket_url import BucketURL
from labsite.publishing.bucket import Bucket
from labsite.publishing.failures import CannotPublish
from labsite.publishing.git_branch import GitBranch
from labsite.publishing.releases import Folder


def copies_in(folder: Folder, git: str, bucket: BucketURL | None) -> list[GitBranch | Bucket]:
    """Return the branch and the bucket to which the site in a folder is sent, if they are set.

    Raises CannotPublish.
    """
    copies: list[GitBranch | Bucket] = []
    if git:
        copies.append(GitBranch(git, folder))
    if bucket:
        copies.append(Bucket(bucket, folder))
    return copies


def push_all(copies: list[GitBranch | Bucket], base_url: str) -> tuple[list[str], list[str]]:
    """Send the site to each place; return a line about each success, and one about each failure.

    A failure does not stop the others.
    """
    sent, failed = [], []
    for copy in copies:
        try:
            sent.append(copy.push(base_url))
        except CannotPublish as error:
            failed.append(str(error))
    return [line for line in sent if line], failed
