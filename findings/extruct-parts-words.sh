#!/usr/bin/env bash
# extruct 0.18.0 (PyPI), which reads microdata and RDFa of web pages: the page of a paper.
# Expected (HTML Standard, "Values" of microdata): the value of an element is its text as it stands, so "O(n<sup>2</sup>)" is "O(n2)" and
# "β<b>-catenin</b>" one word; of `<time>2024-09</time>` it is "2024-09"; links are resolved against `<base>`.
# HTML+RDFa 1.1 (section 3.1) takes a date from `datetime`.
# Seen: there is a blank at each tag, the date is the empty text, the link goes to another folder, and RDFa's date is "Sept".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check extruct==0.18.0
cat >paper.html <<'END'
<!doctype html><html lang="en"><head><title>Paper</title><base href="https://example.org/lab/papers/"></head><body>
<article itemscope itemtype="https://schema.org/ScholarlyArticle"><h1 itemprop="name">β<b>-catenin</b> in O(n<sup>2</sup>)</h1>
<p><span itemprop="author">A<small>NNA</small> Berg</span>, <time itemprop="datePublished">2024-09</time>
<a itemprop="url" href="looms.html">Looms</a></p></article>
<p vocab="https://schema.org/" typeof="ScholarlyArticle"><time property="datePublished" datetime="2024-09">Sept</time></p></body></html>
END
venv/bin/python -W ignore - <<'END' | tee seen
import extruct

with open("paper.html", encoding="utf-8") as file:
    data = extruct.extract(file.read(), base_url="https://example.org/lab/", syntaxes=["microdata", "rdfa"])
for name, value in data["microdata"][0]["properties"].items():
    print(f"{name}: {value!r}")
dates = [item["https://schema.org/datePublished"] for item in data["rdfa"] if "https://schema.org/datePublished" in item]
print("rdfa", dates)
END
diff seen - <<'END' || { echo Changed; exit 1; }
name: 'β -catenin in O(n 2)'
author: 'A NNA Berg'
datePublished: ''
url: 'https://example.org/lab/looms.html'
rdfa [[{'@value': 'Sept'}]]
END
