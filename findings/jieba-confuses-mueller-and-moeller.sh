#!/usr/bin/env bash
# jieba 0.42.1 with Whoosh 2.7.4 (PyPI): its analyzer for Chinese text, on people and titles of a group that uses both languages.
# Expected: letters that are neither Chinese nor ASCII are part of their word, so "Müller" finds Müller; "β-VAE" and "U-Net" can be
# told from "VAE" and "Net"; the R of "R 语言" is a word.
# Seen: "ü" ends the word, and single letters are dropped. "Müller" and "Möller" are both "ller", so each finds the other; "Weiß" is
# "wei", so it finds the Chinese name Wei; "U-Net" is "net".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jieba==0.42.1 Whoosh==2.7.4 'setuptools<81'
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

import jieba
from jieba.analyse import ChineseAnalyzer
from whoosh.fields import Schema, TEXT
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

jieba.setLogLevel(60)
schema = Schema(name=TEXT(stored=True, analyzer=ChineseAnalyzer()))
index = RamStorage().create_index(schema)
writer = index.writer()
for name in ("Anna Müller", "Bert Möller", "Weiß", "Wei Li", "U-Net", "Net neutrality", "R 语言"):
    writer.add_document(name=name)
writer.commit()
parser = QueryParser("name", schema)
with index.searcher() as searcher:
    seen = {
        query: sorted(hit["name"] for hit in searcher.search(parser.parse(query))) for query in ("Müller", "Weiß", "U-Net", "R")
    }
for query, names in seen.items():
    print(query, names)
expected = {
    "Müller": ["Anna Müller", "Bert Möller"],
    "Weiß": ["Wei Li", "Weiß"],
    "U-Net": ["Net neutrality", "U-Net"],
    "R": [],
}
sys.exit(0 if seen == expected else "Changed")
END
