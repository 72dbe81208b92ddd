"""The audit log: who did what, when and from where, for acts that matter to security or privacy.

- ``events``: the kinds of acts
- ``models``: an entry of the log
- ``recording``: add an entry, and remove a person from the log
- ``personal_data``: the entries about an account

Call ``audit.record(Event.CV_VIEWED, request=request, target=application)`` where the act happens, in the same
transaction if the act changes data. The Django admin shows the log (``labsite/admin.py``).
"""

from core.audit.events import Event
from core.audit.recording import about, forget, record

__all__ = ["Event", "about", "forget", "record"]
