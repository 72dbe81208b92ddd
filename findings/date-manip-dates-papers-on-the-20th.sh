#!/usr/bin/env bash
# Date::Manip 6.91 (Perl; Debian 12, package libdate-manip-perl 6.91-1): dates of papers and degrees that have a month.
# Expected: "September 2024" is of September 2024, thus its first day, as "2024-09" is, or not read.
# Seen: the year is read as a day and a year of two digits, "20 24", so each paper of this century is of the 20th of its month, and one of September
# 1998 of the 19th.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends libdate-manip-perl=6.91-1 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > dates.pl <<'STOP'
use Date::Manip;
print "$_ -> ", UnixDate(ParseDate($_), '%Y-%m-%d'), "\n"
    for '2024-09', '3 September 2024', 'September 3, 2024', 'September 2024', 'Sep. 2024', 'March 2031', 'September 1998';
STOP
perl dates.pl | tee seen
cat > expected <<'STOP'
2024-09 -> 2024-09-01
3 September 2024 -> 2024-09-03
September 3, 2024 -> 2024-09-03
September 2024 -> 2024-09-20
Sep. 2024 -> 2024-09-20
March 2031 -> 2031-03-20
September 1998 -> 1998-09-19
STOP
diff expected seen || { echo Changed; exit 1; }
