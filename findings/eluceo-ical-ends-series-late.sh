#!/usr/bin/env bash
# eluceo/ical 0.16.1 (PHP; Debian 12, package php-eluceo-ical 0.16.1-2), which many sites write their calendars with: a weekly seminar.
# Expected (RFC 5545, 3.3.10 and 3.3.13): UNTIL with "Z" is in UTC, so 14:00 in Shanghai is 06:00 there; in a series of whole days it is
# a date; an address is written as it is.
# Seen: UNTIL is the local time with a "Z" behind it, so seminars after the last one are kept or, west of Greenwich, the last is dropped;
# a series of whole days has it, too; "," and ";" of an address get backslashes, which make it another address.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends php8.2-cli php-eluceo-ical=0.16.1-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
cat > write.php <<'STOP'
<?php
require 'usr/share/php/Eluceo/iCal/autoload.php';
use Eluceo\iCal\Component\{Calendar, Event};
use Eluceo\iCal\Property\Event\RecurrenceRule;
$calendar = new Calendar('-//Example//Seminars//EN');
foreach (['Asia/Shanghai' => '14:00', 'America/New_York' => '22:00'] as $zone => $time) {
    $moment = fn($day) => new DateTime("$day $time", new DateTimeZone($zone));
    $rule = (new RecurrenceRule())->setFreq('WEEKLY')->setUntil($moment('2024-09-17'));
    $event = (new Event($zone))->setDtStart($moment('2024-09-03'))->setDtEnd($moment('2024-09-03'))->setSummary('Looms');
    $calendar->addComponent($event->setUseTimezone(true)->setRecurrenceRule($rule)->setUrl('https://example.org/talks;id=7,8'));
}
echo str_replace("\r\n", "\n", $calendar->render());
STOP
TZ=UTC usr/bin/php8.2 -n -d display_errors=0 -d date.timezone=UTC write.php | tee calendar.ics
for text in 'UNTIL=20240917T140000Z' 'UNTIL=20240917T220000Z' 'DTSTART;TZID=America/New_York:20240903T220000' 'URL:https://example.org/talks\;id=7\,8'; do
    grep -qF "$text" calendar.ics || { echo "Changed: no $text"; exit 1; }
done
