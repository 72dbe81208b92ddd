#!/usr/bin/env bash
# ldapts 8.2.0 (npm), filters for a university's directory.
# Expected (RFC 4515, sections 3 and 4): the octets of UTF-8 may be written with backslashes, "(sn=Lu\c4\8di\c4\87)" is the RFC's own example for
# Lučić; an attribute may have options, "sn;lang-zh".
# Seen: each octet becomes a character of its own, so the directory is asked for "LuÄiÄ" with control characters inside, and finds nobody;
# 李, as libraries that escape names write it, becomes "æ". A filter for `sn;lang-zh` is refused. Letters without a backslash are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts ldapts@8.2.0
cat >filters.mjs <<'END'
import { FilterParser } from 'ldapts'

for (const text of ['(sn=Lučić)', '(sn=Lu\\c4\\8di\\c4\\87)', '(sn=\\e6\\9d\\8e)', '(sn;lang-zh=李)']) {
  try {
    const { value } = FilterParser.parseString(text)
    console.log(text, value.replace(/[\x80-\x9f]/g, (control) => `<${control.charCodeAt(0).toString(16)}>`))
  } catch (error) {
    console.log(text, error.message)
  }
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node filters.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
(sn=Lučić) Lučić
(sn=Lu\c4\8di\c4\87) LuÄ<8d>iÄ<87>
(sn=\e6\9d\8e) æ<9d><8e>
(sn;lang-zh=李) Invalid expression: sn;lang-zh=李
END
