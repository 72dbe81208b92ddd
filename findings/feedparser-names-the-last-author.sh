#!/usr/bin/env bash
# feedparser 6.0.14 (PyPI).
# Expected: entry.author names the first author or all authors, and an entry without an author has the author of the feed
# (RFC 4287, section 4.2.1: the authors of the feed apply to an entry that has none).
# Seen: of several authors entry.author is the last; for RSS with repeated dc:creator entry.author is the last author and
# entry.author_detail the first. An entry without an author has none. Read entry.authors, and fall back on feed.authors.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'END'
import sys

import feedparser

atom = feedparser.parse("""<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://example.org/</id><title>Papers</title><updated>2024-05-01T00:00:00Z</updated>
  <author><name>Loom Lab</name></author>
  <entry>
    <id>https://example.org/1</id><title>Weaving</title><updated>2024-05-01T00:00:00Z</updated>
    <link href="https://example.org/1"/><author><name>Ann Li</name></author><author><name>Bo Wu</name></author>
  </entry>
  <entry>
    <id>https://example.org/2</id><title>Yarn</title><updated>2024-05-01T00:00:00Z</updated>
    <link href="https://example.org/2"/>
  </entry>
</feed>""")
rss = feedparser.parse("""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
  <title>Papers</title><link>https://example.org/</link><description>Papers</description>
  <item>
    <title>Weaving</title><link>https://example.org/1</link>
    <dc:creator>Ann Li</dc:creator><dc:creator>Bo Wu</dc:creator>
  </item>
</channel></rss>""")
changed = bool(atom.bozo or rss.bozo)
expected = [  # author, name in author_detail, names in authors
    ("Bo Wu", "Bo Wu", ["Ann Li", "Bo Wu"]),
    (None, None, []),
    ("Bo Wu", "Ann Li", ["Ann Li", "Bo Wu"]),
]
for entry, values in zip(atom.entries + rss.entries, expected, strict=True):
    seen = (
        entry.get("author"),
        entry.get("author_detail", {}).get("name"),
        [author.get("name") for author in entry.get("authors", [])],
    )
    print(entry.title, seen)
    changed |= seen != values
sys.exit("Changed" if changed else 0)
END
