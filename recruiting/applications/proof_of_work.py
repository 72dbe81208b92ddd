"""A sum that takes a browser a second or two and us a microsecond, against those who send forms by thousands.

As in hashcash (A. Back, 2002): a number is wanted with which SHA-256 of the form's own number begins with so
many zero bits. ``static/labsite/proof-of-work.js`` finds it, so scripts are needed; off without
``APPLY_PROOF_BITS``.
"""

import hashlib

LONGEST = 20  # characters of the number


def holds(form: str, number: str, bits: int) -> bool:
    """Says whether the number solves the sum of this form."""
    if bits <= 0:
        return True
    if not number or len(number) > LONGEST:
        return False
    digest = hashlib.sha256(f"{form}:{number}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0
