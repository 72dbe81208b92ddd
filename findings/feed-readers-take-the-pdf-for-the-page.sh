#!/usr/bin/env bash
# @extractus/feed-extractor 8.0.3 and rss-parser 3.13.0 (npm): an entry of an Atom feed for a paper with two authors.
# Expected: the address of an entry is its link with rel="alternate" (RFC 4287, 4.2.7.2), and `published` its <published>; both
# authors and the category are read (4.2.1, 4.2.2).
# Seen: feed-extractor takes the first link, here the PDF with rel="enclosure", and gives <updated> as `published`, so that a
# corrected paper is new again; it reads no authors. rss-parser reads the first author only, and no category. Put the page's
# link first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @extractus/feed-extractor@8.0.3 rss-parser@3.13.0
cat > feed.xml <<'END'
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://lab.example.org/</id>
  <title>Papers</title>
  <updated>2025-06-02T00:00:00Z</updated>
  <author><name>Engine Lab</name></author>
  <entry>
    <id>tag:lab.example.org,2025:1</id>
    <title>Looms</title>
    <link rel="enclosure" type="application/pdf" length="5" href="https://lab.example.org/looms.pdf"/>
    <link rel="alternate" href="https://lab.example.org/looms/"/>
    <published>2025-01-31T00:00:00Z</published>
    <updated>2025-06-02T00:00:00Z</updated>
    <author><name>Ada Example</name></author>
    <author><name>Bob Roe</name></author>
    <category term="weaving"/>
  </entry>
</feed>
END
cat > read.mjs <<'END'
import { readFileSync } from 'node:fs'
import { extractFromXml } from '@extractus/feed-extractor'
import Parser from 'rss-parser'
const xml = readFileSync('feed.xml', 'utf8')
const [extracted] = extractFromXml(xml).entries
const [parsed] = (await new Parser().parseString(xml)).items
console.log('feed-extractor', extracted)
console.log('rss-parser', parsed)
const asSeen = extracted.link.endsWith('looms.pdf') && extracted.published.startsWith('2025-06-02') &&
  parsed.link.endsWith('looms/') && parsed.author === 'Ada Example' &&
  !JSON.stringify([extracted, parsed]).match(/Roe|weaving/)
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node read.mjs
