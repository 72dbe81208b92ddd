"""The places to which the files of a published site are sent."""

from core.bucket_url import BucketURL
from labsite.publishing.bucket import Bucket
from labsite.publishing.git_branch import GitBranch
from labsite.publishing.releases import Folder


def copies_in(folder: Folder, git: str, bucket: BucketURL | None) -> list[GitBranch | Bucket]:
    """Return the branch and the bucket to which the site in a folder is sent, of those that are named.

    Raises CannotPublish.
    """
    copies: list[GitBranch | Bucket] = []
    if git:
        copies.append(GitBranch(git, folder))
    if bucket:
        copies.append(Bucket(bucket, folder))
    return copies
