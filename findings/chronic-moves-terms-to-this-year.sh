#!/usr/bin/env bash
# Chronic 0.10.5 (Ruby; Debian 12, package ruby-chronic 0.10.5-2), a reader of dates.
# Expected: "Spring 2024" and "Summer 2024", as courses and lists of former members have, are in 2024 or nil, and so is "2024".
# Seen: "Spring 2024" is the spring equinox of the current year, at 20:24 o'clock, as the year is taken for a time; "2024" is 20:24
# today. "Fall 2024" and "Autumn 2024" are nil. "September 2024" is in that month (in its middle, as documented).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends ruby3.1 libruby3.1 ruby-rubygems ruby-chronic=0.10.5-2 ruby-numerizer 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export RUBYLIB=$(echo "$PWD"/usr/lib/{,*-linux-gnu/}ruby/{vendor_ruby,vendor_ruby/3.1.0,3.1.0} "$PWD"/usr/share/rubygems-integration/all/gems/*/lib | tr ' ' :)
cat > read.rb <<'STOP'
require 'chronic'
['Spring 2024', 'Summer 2024', 'Fall 2024', '2024', 'September 2024'].each do |text|
  puts "#{text}: #{Chronic.parse(text, now: Time.utc(2026, 11, 30, 12))&.strftime('%Y-%m-%d %H:%M') || 'nil'}"
end
STOP
TZ=UTC usr/bin/ruby3.1 read.rb | tee seen
cat > expected <<'STOP'
Spring 2024: 2026-03-20 20:24
Summer 2024: 2026-06-21 20:24
Fall 2024: nil
2024: 2026-11-30 20:24
September 2024: 2024-09-16 00:00
STOP
diff expected seen || { echo Changed; exit 1; }
