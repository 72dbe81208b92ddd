"""Faults outside of the program: a database that is locked or unavailable, a disk that is full or read-only.

- ``faults``: which exceptions are such a fault
- ``commands``: what a command says about one
- ``middleware``: repeats a page that lost its connection
- ``posted_fields``: what was typed into a form, for the page that says so
"""
