#!/usr/bin/env bash
# gray-matter 4.0.3 (npm), which reads the front matter of pages for Eleventy, Astro, Gatsby and others.
# Expected: the time of a talk, the pages and the issue of a paper, and the version of a data set stay as written.
# Seen: 19:30 becomes 1170, the pages 12:30 become 750, issue 010 becomes 8, and version 1.10 becomes 1.1, without
# a word. It reads YAML 1.1; YAML 1.2 of 2009 has no numbers of this form. Such values need quotes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund gray-matter@4.0.3
cat > talk.md <<'END'
---
title: Weaving on small looms
time: 19:30
pages: 12:30
issue: 010
version: 1.10
---
END
node -e '
const {data} = require("gray-matter")(require("fs").readFileSync("talk.md", "utf8"));
const expected = {time: 1170, pages: 750, issue: 8, version: 1.1};
for (const name of Object.keys(expected)) console.log(`${name}: ${data[name]}`);
process.exit(Object.keys(expected).every((name) => data[name] === expected[name]) ? 0 : 1);
'
