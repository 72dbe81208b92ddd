#!/usr/bin/env bash
# @iarna/toml 3.0.0 (npm): the front matter of a seminar in TOML, as Hugo's pages have it.
# Expected (TOML 1.0.0, "Local Time"): `at = 14:30:00` is a time of day, and the next line another key.
# Seen: the line break behind the seconds is taken for part of the value, so the next line is an error. With a fraction of a second,
# or on the last line of the file, the same time is read. smol-toml 1.9.1 reads it anywhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts @iarna/toml@3.0.0 smol-toml@1.9.1
cat >read.mjs <<'END'
import iarna from '@iarna/toml'
import { parse } from 'smol-toml'

const texts = ['at = 14:30:00\nroom = "12"\n', 'at = 14:30:00.0\nroom = "12"\n', 'room = "12"\nat = 14:30:00\n']
for (const [name, read] of Object.entries({ 'smol-toml': parse, '@iarna/toml': iarna.parse })) {
  for (const text of texts) {
    try {
      console.log(`${name}: room ${read(text).room}`)
    } catch (error) {
      console.log(`${name}: ${error.message.split('\n')[0]}`)
    }
  }
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node read.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
smol-toml: room 12
smol-toml: room 12
smol-toml: room 12
@iarna/toml: Unexpected character, expected only whitespace or comments till end of line at row 2, col 1, pos 15:
@iarna/toml: room 12
@iarna/toml: room 12
END
