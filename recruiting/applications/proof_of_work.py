"""Hashcash proof of work (A. Back, 2002) against bulk spam, enabled by ``APPLY_PROOF_BITS``.

The browser searches for a number such that SHA-256 of "form key:number" begins with the required count of
zero bits. ``static/labsite/proof-of-work.js`` does so in a second or two; checking the number is one hash.
"""

import hashlib

MAX_LENGTH = 20  # characters of the number


def is_valid_proof(form_key: str, number: str, bits: int) -> bool:
    """Return whether ``number`` is a valid proof for the form; always true for ``bits`` of 0."""
    if bits <= 0:
        return True
    if not number or len(number) > MAX_LENGTH:
        return False
    digest = hashlib.sha256(f"{form_key}:{number}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0
