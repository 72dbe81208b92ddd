#!/usr/bin/env bash
# transliterate 1.10.2 (PyPI), in Latin letters names of Ukrainians and Greeks.
# Expected: names follow one table. Ukraine's of 2010 writes Юрій Yurii, Ярослав Yaroslav, Євген Yevhen, Згурський Zghurskyi (зг is zgh), with
# apostrophes left out; the Greek one (ELOT 743, ISO 843) writes ου as ou, αυ before voiceless letters as af.
# Seen: Ukrainian ю and я are ju and ja, but є is ye; зг is "zh", the same as ж; Greek υ is u in αυ, y in ου: "Augoystinos", "Papadopoylos".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet transliterate==1.10.2
env/bin/python - <<'STOP' | tee seen
from transliterate import translit

for language, names in {"uk": ("Юрій", "Ярослав", "Євген", "Згурський", "Жук", "Знам'янка"),
                        "el": ("Αυγουστίνος", "Παπαδόπουλος", "Ευαγγελία", "Παύλος")}.items():
    print(language, *(translit(name, language, reversed=True) for name in names))
STOP
cat > expected <<'STOP'
uk Jurij Jaroslav Yevhen Zhurs'kyj Zhuk Znam'janka
el Augoystinos Papadopoylos Euangelia Paylos
STOP
diff expected seen || { echo Changed; exit 1; }
