#!/usr/bin/env bash
# icalendar 2.8.0 (Ruby; Debian 12, package ruby-icalendar 2.8.0-1): a talk whose page has ";" in its address.
# Expected (RFC 5545, 3.8.4.6 and 3.3.13): URL has one value, an address, in which ";" has no meaning of its own; the period of an RDATE is
# in the zone of its TZID, as its plain dates are.
# Seen: `url` is a list of two, the address up to ";" and the rest; the period at 14:00 in Shanghai is at 14:00 UTC, and written again it
# has a parameter X-TZ-INFO with the address of a Ruby object in memory, another one each time, so the file never stays the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends ruby3.1 libruby3.1 ruby-rubygems ruby-icalendar=2.8.0-1 ruby-ice-cube 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export RUBYLIB=$(echo "$PWD"/usr/lib/{,*-linux-gnu/}ruby/{vendor_ruby,vendor_ruby/3.1.0,3.1.0} "$PWD"/usr/share/rubygems-integration/all/gems/*/lib | tr ' ' :)
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//Example//Talks//EN' \
    BEGIN:VTIMEZONE TZID:Asia/Shanghai BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0800 TZOFFSETTO:+0800 END:STANDARD END:VTIMEZONE \
    BEGIN:VEVENT UID:talk@example.org DTSTAMP:20240901T000000Z 'DTSTART;TZID=Asia/Shanghai:20240903T140000' \
    'RDATE;TZID=Asia/Shanghai:20240912T140000' 'RDATE;VALUE=PERIOD;TZID=Asia/Shanghai:20240913T140000/PT2H' \
    'URL:https://example.org/talks;year=2024?id=7' SUMMARY:Looms END:VEVENT END:VCALENDAR > talks.ics
cat > read.rb <<'STOP'
require 'icalendar'
calendar = Icalendar::Calendar.parse(File.open('talks.ics')).first
event = calendar.events.first
puts "url: #{event.url.map(&:to_s).inspect}"
puts "extra dates: #{event.rdate[0].to_time} and #{event.rdate[1][0].to_time}"
puts calendar.to_ical.gsub(/\r\n /, '').lines.grep(/PERIOD/)
STOP
TZ=UTC usr/bin/ruby3.1 read.rb | tee seen
for text in 'url: ["https://example.org/talks", "year=2024?id=7"]' '2024-09-12 14:00:00 +0800 and 2024-09-13 14:00:00 +0000' 'X-TZ-INFO="#<Icalendar::'; do
    grep -qF "$text" seen || { echo "Changed: no $text"; exit 1; }
done
