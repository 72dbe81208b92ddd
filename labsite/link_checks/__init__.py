"""Checks of the links to other sites on the lab's pages.

- ``models``: the outcome of the last request for an address
- ``sources``: the addresses in the rows, and the rows that contain an address
- ``asking``: one polite request, never to a machine of the site's own network
- ``checking``: the scheduled job
"""
