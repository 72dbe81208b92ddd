#!/usr/bin/env bash
# Lingua::Translit 0.29 (Perl; Debian 12, package liblingua-translit-perl 0.29-2): names in Latin letters.
# Expected: a letter that becomes two begins with one capital where the next letter is small, "Ščerbakov" (ISO/R 9 writes щ as šč; the module does
# so for Юрий, "Jurij", and in "DIN 1460 RUS"); its table "Greeklish (Phonetic)" gives the sounds: γγ is ng, αυ and ευ are av and ev or af and ef.
# Seen: "ISO/R 9" writes Щербаков as "ŠČerbakov"; "Greeklish" writes Ευάγγελος (Evangelos) as "Eiayyelos", and Παύλος (Pavlos) as "Pailos".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends liblingua-translit-perl=0.29-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > names.pl <<'STOP'
use utf8;
use Lingua::Translit;
binmode STDOUT, ':utf8';
for (['DIN 1460 RUS', 'Щербаков, Юрий'], ['ISO/R 9', 'Щербаков, Юрий'], ['Greeklish', 'Ευάγγελος, Αγγελική, Παύλος, Ευθύμιος, Γιάννης']) {
    my ($table, $names) = @$_;
    print "$table: ", Lingua::Translit->new($table)->translit($names), "\n";
}
STOP
perl names.pl | tee seen
cat > expected <<'STOP'
DIN 1460 RUS: Ščerbakov, Jurij
ISO/R 9: ŠČerbakov, Jurij
Greeklish: Eiayyelos, Ayyeliki, Pailos, Eithimios, Yiannis
STOP
diff expected seen || { echo Changed; exit 1; }
