#!/usr/bin/env bash
# Emacs 28.2 (Debian 12): events imported into the diary by its package icalendar (`icalendar-import-buffer`).
# Expected (RFC 5545, 3.6.1 and 3.3.11): a school of whole days with DURATION:P1W lasts seven days, from 2 to 8 September, as it does with
# DTEND;VALUE=DATE:20240909; "$\\nu$" is the text "$\nu$".
# Seen: with DURATION it ends on the 9th; of "\\n" the second half is taken for a line break, so the formula is "$\", "u$"; "\\mu" stays so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends emacs-nox=1:28.2+1-15* emacs-common emacs-el emacs-bin-common 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export EMACSLOADPATH=$PWD/usr/share/emacs/28.2/lisp EMACSDATA=$PWD/usr/share/emacs/28.2/etc
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//Example//Talks//EN' \
    BEGIN:VEVENT UID:1@example.org DTSTAMP:20240901T000000Z 'DTSTART;VALUE=DATE:20240902' 'DTEND;VALUE=DATE:20240909' SUMMARY:First END:VEVENT \
    BEGIN:VEVENT UID:2@example.org DTSTAMP:20240901T000000Z 'DTSTART;VALUE=DATE:20240902' DURATION:P1W SUMMARY:Second END:VEVENT \
    BEGIN:VEVENT UID:3@example.org DTSTAMP:20240901T000000Z 'DTSTART;VALUE=DATE:20240902' 'SUMMARY:On $\\nu$ and $\\mu$' END:VEVENT \
    END:VCALENDAR >talks.ics
cat >import.el <<'END'
(require 'icalendar)
(with-current-buffer (find-file-noselect "talks.ics") (icalendar-import-buffer (expand-file-name "diary") t))
END
HOME=$PWD timeout 60 usr/bin/emacs-nox --dump-file="$(echo usr/libexec/emacs/28.2/*/emacs.pdmp)" -Q --batch -l import.el 2>/dev/null
tee seen <diary
diff seen - <<'END' || { echo Changed; exit 1; }
%%(and (diary-block 9 2 2024 9 8 2024)) First
%%(and (diary-block 9 2 2024 9 9 2024)) Second
9/2/2024 On $\
 u$ and $\\mu$
END
