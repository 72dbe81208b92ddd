#!/usr/bin/env bash
# feedparser 2.6.0 and feedme 2.0.2 (npm), readers of feeds.
# Expected: the authors of an entry are those that the entry names, not those of the feed (RFC 4287, section 4.2.1); the text of a
# title in XHTML is in the order of the document.
# Seen: an entry with two authors is by the feed's author (the lab) in feedparser, and by nobody where the feed has none; one with
# one author is right. feedme takes "O" and "2" out of the title "Sorting in <i>O</i>(n<sup>2</sup>) time".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund feedparser@2.6.0 feedme@2.0.2
cat > read.cjs <<'END'
const { Readable } = require('stream')
const FeedParser = require('feedparser')
const FeedMe = require('feedme')
const author = (name) => `<author><name>${name}</name></author>`
const title = '<div xmlns="http://www.w3.org/1999/xhtml">Sorting in <i>O</i>(n<sup>2</sup>) time</div>'
const feed = (ofFeed, ofEntry) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>Loom Lab</title><id>urn:x:feed</id>
  <updated>2025-06-01T00:00:00Z</updated>${ofFeed}<entry><title type="xhtml">${title}</title><id>urn:x:1</id>
  <updated>2025-06-01T00:00:00Z</updated><link href="https://lab.example/p/1/"/>${ofEntry}</entry></feed>`
const read = (text) => new Promise((resolve) => {
  const parser = new FeedParser({})
  parser.on('readable', () => { const item = parser.read(); if (item) resolve(item.author) })
  Readable.from([text]).pipe(parser)
})
;(async () => {
  const doe = author('Jane Doe'), both = doe + author('Richard Roe'), lab = author('Loom Lab')
  const seen = []
  for (const [ofFeed, ofEntry] of [[lab, doe], [lab, both], ['', both]]) seen.push(await read(feed(ofFeed, ofEntry)))
  console.log('feedparser', seen)
  const other = await new Promise((resolve) => {
    const parser = new FeedMe()
    parser.on('item', resolve)
    parser.write(feed(lab, both))
  })
  console.log('feedme', other.title)
  const asSeen = JSON.stringify(seen) === '["Jane Doe","Loom Lab",null]' && other.title.div.text === 'Sorting in (n) time'
  if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
})()
END
node read.cjs
