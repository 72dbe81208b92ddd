"""The queue of outgoing emails.

Emails are first written to the database, in the same transaction as the change that they report, and sent
from there by a thread of the server. Sending is retried when it fails.

- ``models``: an email in the queue, and its queryset
- ``queue``: add, send, retry and discard emails
- ``personal_data``: the emails to an account
- ``message``: the message that is sent for an email
- ``background``: the thread that sends
- ``mail_server``: whether there is a mail server, for pages and for ``manage.py doctor``
"""
