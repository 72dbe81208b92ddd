"""Why publishing failed, for operators: what is wrong and what to do."""

import errno
import os

#: What to do about errors of the operating system, by their number.
ADVICE = {
    errno.ENOSPC: "Free some space there.",
    errno.EDQUOT: "Free some space there, or raise the quota.",
    errno.EROFS: "Mount this disk for writing, or choose another folder.",
    errno.EACCES: "Let the user who runs this command read and write there.",
    errno.EPERM: "Let the user who runs this command read and write there.",
    **dict.fromkeys(
        (errno.EEXIST, errno.ENOTDIR, errno.EISDIR), "Remove what is in the way, or choose another folder."
    ),
}


class CannotPublish(Exception):
    """Something outside of the program prevents publishing. Operators read the message."""


def cannot_use(path: str | os.PathLike[str], error: OSError) -> CannotPublish:
    """Return the failure for an error with a file, or with ``path`` if the error names no file."""
    reason = f"{error.filename or path} cannot be used: {error.strerror or error}."
    advice = ADVICE.get(error.errno or 0)
    return CannotPublish(f"{reason} {advice}" if advice else reason)
