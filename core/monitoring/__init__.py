"""What operators see of the running site: logs, error emails and metrics.

- ``request_ids``: the identifier that all log lines of a request share
- ``records``: log records without personal data
- ``text_logs``: log lines as text; what is no mistake of the program in one line
- ``json_logs``: log lines as JSON
- ``error_emails``: emails to ADMINS about errors, at most one an hour for each
- ``metrics``: counters of requests and the state of queues and jobs, for Prometheus
- ``middleware``: gives each request its identifier, and counts and times it
"""
