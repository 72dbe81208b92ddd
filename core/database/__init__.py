"""Django's database backends with short waits, so that a page never hangs on a database that is unavailable.

- ``waits``: how long a process waits for a lock, a new connection and an answer
- ``availability``: remembers for a moment that the server could not be reached
- ``sqlite``, ``postgresql``: the backends, named by ``ENGINE`` in the settings
"""
