#!/usr/bin/env bash
# LaTeX::Encode (Perl; Debian 12, package liblatex-encode-perl 0.092.0-2) with names of authors.
# Expected: letters that LaTeX has commands for are written with them, as č and ł are: ő is \H{o}, đ \dj, ễ \~{\^e}.
# Seen: they become \unmatched{0151}, a command that neither LaTeX nor a package defines, so a paper that cites Erdős, Đorđe or Nguyễn does
# not compile; Chinese characters, which XeLaTeX takes as they are, become so, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends liblatex-encode-perl=0.092.0-2 2>/dev/null |
    sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
export PERL5LIB=$PWD/usr/share/perl5:$(echo "$PWD"/usr/lib/*/perl5/5.*)
cat > names.pl <<'STOP'
use utf8;
binmode STDOUT, ':utf8';
use LaTeX::Encode;
print "$_: ", latex_encode($_), "\n" for qw(Müller Čapek Łukasz Erdős Đorđe Nguyễn Phạm Ionuț 张三);
STOP
perl names.pl | tee seen
cat > expected <<'STOP'
Müller: M{\"u}ller
Čapek: \v{C}apek
Łukasz: {\L}ukasz
Erdős: Erd\unmatched{0151}s
Đorđe: \unmatched{0110}or\unmatched{0111}e
Nguyễn: Nguy\unmatched{1ec5}n
Phạm: Ph\d{a}m
Ionuț: Ionu\unmatched{021b}
张三: \unmatched{5f20}\unmatched{4e09}
STOP
diff expected seen || { echo Changed; exit 1; }
