"""The task that reads and brings in a site in the background, as the app registers it."""

#: The name of the task.
TASK = "site_import"


def run(pk: int) -> None:
    """Do the work of an import (``working.run``).

    The readers are loaded only now: they would take half of the time in which any other command starts.
    """
    from labsite.site_imports import working

    working.run(pk)
