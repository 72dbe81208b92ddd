"""The queue of outgoing emails.

Emails are first written to the database, in the same transaction as the change that they report, and sent
from there. Sending is retried when it fails.

- ``models``: an email in the queue, and its queryset
- ``queue``: add, send, retry and discard emails
- ``personal_data``: the emails to an account
"""
