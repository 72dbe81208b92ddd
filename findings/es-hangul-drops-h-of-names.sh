#!/usr/bin/env bash
# es-hangul 2.4.0 (npm), which writes Korean names in Latin letters (`romanize`).
# Expected (Revised Romanization of Korea, chapter 3, section 1.4): in nouns, ㅎ behind ㄱ, ㄷ and ㅂ stays; the standard's examples are
# 묵호 Mukho and 집현전 Jiphyeonjeon. So the given names 석훈 and 국현 are Seokhun and Gukhyeon.
# Seen: h is dropped as in verbs: "muko", "jipyeonjeon", "seokun", "gukyeon". The standard's other examples are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts es-hangul@2.4.0
cat >names.mjs <<'END'
import { romanize } from 'es-hangul'

for (const name of ['묵호', '집현전', '석훈', '국현', '신라', '왕십리', '좋고']) console.log(name, romanize(name))
END
PATH="$PWD/node_modules/node/bin:$PATH" node names.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
묵호 muko
집현전 jipyeonjeon
석훈 seokun
국현 gukyeon
신라 silla
왕십리 wangsimni
좋고 joko
END
