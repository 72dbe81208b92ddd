#!/usr/bin/env bash
# markitdown 0.1.9 (PyPI), which turns pages and feeds into Markdown for language models.
# Expected: powers and indices keep their meaning ("O(n²)", "O(n^2)" or <sup>), "|" within a cell of a table is escaped, as it is for
# CSV, and an entry of a feed keeps its authors and the day of its publication.
# Seen: "Sorting in O(n<sup>2</sup>) time" becomes "O(n2)", which is another claim, and so does MathML; 张三 with pinyin becomes 张Zhāng三;
# a cell with "|" becomes two; of a feed only the day of the last update remains.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check markitdown==0.1.9
"$folder/venv/bin/python" -W ignore - "$folder" <<'END'
import sys
from pathlib import Path

from markitdown import MarkItDown

PAGE = """<!DOCTYPE html><title>Papers</title><h1>Sorting in O(n<sup>2</sup>) time</h1>
<p>Also <math><msup><mi>n</mi><mn>2</mn></msup></math> by <ruby>张<rt>Zhāng</rt></ruby>三</p>
<table><tr><th>Year</th><th>Title</th></tr><tr><td>2024</td><td>Looms | Yarn</td></tr></table>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Papers</title>
<id>https://lab.example/</id><updated>2026-11-30T00:00:00Z</updated><entry><title>Looms</title><id>tag:lab.example,2024:1</id>
<author><name>Jane Doe</name></author><published>2024-09-03T00:00:00Z</published><updated>2026-11-30T00:00:00Z</updated>
<link href="https://lab.example/looms/"/></entry></feed>"""
texts = []
for name, content in (("page.html", PAGE), ("feed.xml", FEED)):
    path = Path(sys.argv[1], name)
    path.write_text(content, encoding="utf-8")
    texts.append(MarkItDown().convert(str(path)).text_content)
    print(texts[-1], end="\n----\n")
page, feed = texts
is_same = all(part in page for part in ("in O(n2) time", "Also n2 by 张Zhāng三", "| 2024 | Looms | Yarn |"))
sys.exit(0 if is_same and not any(part in feed for part in ("Doe", "2024-09-03", "lab.example/looms")) else "Changed")
END
