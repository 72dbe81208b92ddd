"""Whether the addresses of other sites that the lab's pages link to still answer.

- ``models``: what the last request for an address gave
- ``sources``: the addresses in the rows, and the rows in which an address stands
- ``asking``: one polite request, never to a machine of the own network
- ``checking``: the scheduled job
"""
