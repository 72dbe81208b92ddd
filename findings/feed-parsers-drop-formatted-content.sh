#!/usr/bin/env bash
# fastfeedparser 0.6.5 and atoma 0.0.17 (PyPI): the feeds of a group and of a journal.
# Expected: RFC 4287 lets an entry have content of type xhtml, several authors, and links in other languages (hreflang); entries
# without an author have the feed's (4.2.1); dc:date of a journal's RSS may be a month, "2024-02" (W3C Datetime).
# Seen: atoma has no content for xhtml; fastfeedparser names the first author, none where the feed names it, takes the first link, the
# Chinese page, and dates the paper of February 2024 today's day of that month.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fastfeedparser==0.6.5 atoma==0.0.17
"$folder/venv/bin/python" -W ignore - <<'END'
import sys
from datetime import UTC, datetime

import atoma
import fastfeedparser

ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lab</title><id>urn:x:1</id>
<updated>2025-06-02T00:00:00Z</updated><author><name>Loom Lab</name></author>
<entry><title>Looms</title><id>urn:x:2</id><updated>2025-06-02T00:00:00Z</updated><author><name>Jane Doe</name></author>
<author><name>Richard Roe</name></author><link rel="alternate" hreflang="zh" href="https://example.org/zh/looms/"/>
<link rel="alternate" hreflang="en" href="https://example.org/looms/"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Sorting in O(n<sup>2</sup>)</div></content></entry>
<entry><title>Yarn</title><id>urn:x:3</id><updated>2025-06-02T00:00:00Z</updated><link href="https://example.org/yarn/"/></entry></feed>"""
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Yarn Letters</title>
<link>https://example.org/</link><description>Papers</description><item><title>Looms</title><link>https://example.org/1</link>
<dc:creator>Jane Doe</dc:creator><dc:date>2024-02</dc:date></item></channel></rss>"""
looms, yarn = fastfeedparser.parse(ATOM).entries
paper = fastfeedparser.parse(RSS).entries[0]
content = atoma.parse_atom_bytes(ATOM).entries[0].content
seen = [content, [author["name"] for author in looms.authors], yarn.get("author"), looms.link, paper.published[:10]]
print(*seen, sep="\n")
day = min(datetime.now(UTC).day, 29)
expected = [None, ["Jane Doe"], None, "https://example.org/zh/looms/", f"2024-02-{day:02}"]
sys.exit(0 if seen == expected else "Changed")
END
