#!/usr/bin/env bash
# @indic-transliteration/sanscript 1.3.3 (npm): Hindi names and words in Latin letters, as catalogues and slugs have them.
# Expected (ISO 15919, sections on the nukta and the candrabindu): फ़ is fa, ज़ za, ढ़ ṛha, ड़ ṛa, ऑ ô, ँ m̐, whether the dot below is a character
# of its own, which is the form that Unicode's normalization gives always, or not.
# Seen: with the dot as a character of its own, the schemes "iso" and "iast" write "pha़irōja़" for फ़िरोज़ (Firoz), a mixture of two scripts with
# the dot behind the vowel, and the right "firōza" only for the form that NFC takes apart; "iast" makes ँ a "~" and leaves ऑ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @indic-transliteration/sanscript@1.3.3
cat > run.js <<'STOP'
const Sanscript = require("@indic-transliteration/sanscript");
const t = (Sanscript.default ?? Sanscript).t;
const names = { "राम": 0, "फ\u093Cिरोज\u093C": 0, "\u095Eिरो\u095B": 0, "चढ\u093Cाई": 0, "ग\u093Cज\u093Cल": 0, "गाँधी": 0, "डॉक्टर": 0 };
for (const name in names)
    console.log(name.normalize("NFC") === name ? "NFC  " : "other", t(name, "devanagari", "iso"), t(name, "devanagari", "iast"));
STOP
node run.js | tee seen
cat > expected <<'STOP'
NFC   rāma rāma
NFC   pha़irōja़ pha़iroja़
other firōza firoza
NFC   caḍha़āī caḍha़āī
NFC   ga़ja़la ga़ja़la
NFC   gām̐dhī gā~dhī
NFC   ḍôkṭara ḍaॉkṭara
STOP
diff expected seen || { echo Changed; exit 1; }
