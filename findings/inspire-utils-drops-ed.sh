#!/usr/bin/env bash
# inspire-utils 3.0.70 (PyPI) with nameparser 1.1.3, by which INSPIRE, the literature database of physics, writes names and dates alike.
# Expected: "King, Ed" keeps his given name, as "King, Al" does; a date that is not understood raises an error, as "Spring 2024" does.
# Seen: "King, Ed" becomes "King", since "ed" behind a name is dropped as the mark of an editor, "Ed King" does not; the days of a conference,
# "September 3-5, 2024", become 3 September 2005, and "3-5 September 2024" becomes 5 September 2003.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet inspire-utils==3.0.70 nameparser==1.1.3
env/bin/python - <<'STOP' | tee seen
from inspire_utils.date import normalize_date
from inspire_utils.name import normalize_name

for name in ("King, Al", "King, Ed", "Ed King", "King, Edward", "Doe, Jane (Ed.)"):
    print(name, "->", normalize_name(name))
for date in ("September 3, 2024", "September 3-5, 2024", "3-5 September 2024", "Spring 2024"):
    try:
        print(date, "->", normalize_date(date))
    except ValueError as error:
        print(date, "->", type(error).__name__)
STOP
cat > expected <<'STOP'
King, Al -> King, Al
King, Ed -> King
Ed King -> King, Ed
King, Edward -> King, Edward
Doe, Jane (Ed.) -> Doe, Jane
September 3, 2024 -> 2024-09-03
September 3-5, 2024 -> 2005-09-03
3-5 September 2024 -> 2003-09-05
Spring 2024 -> ParserError
STOP
diff expected seen || { echo Changed; exit 1; }
