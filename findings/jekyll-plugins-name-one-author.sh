#!/usr/bin/env bash
# Jekyll 4.3.1 with jekyll-feed 0.17.0 and jekyll-seo-tag 2.8.0 (Debian 12), the plugins of most academic homepages: pages of papers.
# Expected: the metadata of a page and the feed name all its authors, as a list of them is read; a paper with a year alone has no other
# date, or none.
# Seen: of `authors: [Jane Doe, 张三]` both name Jane Doe; with `author: [Jane Doe, Richard Roe]` the page names nobody, and the feed an
# author called '["Jane Doe", "Richard Roe"]'. A paper with `year: 2024` was published when the site was built, each time anew.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
options='--recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances'
gems=$(apt-cache depends $options jekyll=4.3.1+dfsg-3+deb12u1 2>/dev/null | grep -E '^(jekyll|libsass1|ruby-.*)$' | sort -u) &&
    packages=$(apt-get install -qq --simulate --reinstall --no-install-recommends ruby3.1 libruby3.1 $gems ruby-jekyll-feed=0.17.0-1 ruby-jekyll-seo-tag=2.8.0-1 2>/dev/null |
        sed -nE 's/^Inst (\S+) .*\((\S+) .*/\1=\2/p') && apt-get download -qq $packages 2>/dev/null || { echo "Needs Debian 12's packages."; exit 2; }
for package in *.deb; do dpkg-deb -x "$package" .; done
export LD_LIBRARY_PATH=$(echo "$PWD"/{,usr/}lib/*-linux-gnu | tr ' ' :)
libraries=$(echo "$PWD"/usr/lib/{,*-linux-gnu/}ruby/{vendor_ruby,vendor_ruby/3.1.0,3.1.0,gems/3.1.0/gems/*/lib} \
    "$PWD"/usr/{share,lib/*-linux-gnu}/rubygems-integration/*/gems/*/lib{,/concurrent-ruby} "$PWD"/usr/lib/*-linux-gnu/rubygems-integration/*/extensions/*/*/*)
sed -i "s#\"/usr/lib/.*libsass.*#\"$(echo "$PWD"/usr/lib/*-linux-gnu/libsass.so.1)\"#" usr/share/rubygems-integration/all/gems/sassc-*/lib/sassc/native.rb
mkdir site
cd site
mkdir _papers _layouts
cat > _config.yml <<'STOP'
title: Loom Lab
url: https://lab.example
collections: {papers: {output: true}}
plugins: [jekyll-feed, jekyll-seo-tag]
feed: {collections: [papers]}
defaults: [{scope: {path: ""}, values: {layout: page}}]
timezone: UTC
STOP
echo '<head>{% seo %}</head>' > _layouts/page.html
printf -- '---\ntitle: Looms\nauthors: [Jane Doe, 张三]\ndate: 2024-09-03\n---\nText\n' > _papers/looms.md
printf -- '---\ntitle: Threads\nauthor: [Jane Doe, Richard Roe]\ndate: 2024-09-03\n---\nText\n' > _papers/threads.md
printf -- '---\ntitle: Warp\nauthor: Jane Doe\nyear: 2024\n---\nText\n' > _papers/warp.md
LANG=C.UTF-8 RUBYLIB=${libraries// /:} \
    ../usr/bin/ruby3.1 -e 'require "jekyll"; Jekyll::Commands::Build.process("quiet" => true)'
for paper in looms threads warp; do
    echo "$paper: $(grep -oE '"author":[^}]*}|"datePublished":"[0-9-]*' "_site/papers/$paper.html" | sed "s/$(date -u +%F)/today/" | paste -sd ' ')"
done | tee seen
grep -oE '<author><name>[^<]*</name></author>' _site/feed/papers.xml | sort | tee -a seen
cat > expected <<'STOP'
looms: "author":{"@type":"Person","name":"Jane Doe"} "datePublished":"2024-09-03
threads: "datePublished":"2024-09-03
warp: "author":{"@type":"Person","name":"Jane Doe"} "datePublished":"today
<author><name>Jane Doe</name></author>
<author><name>Jane Doe</name></author>
<author><name>[&quot;Jane Doe&quot;, &quot;Richard Roe&quot;]</name></author>
STOP
diff expected seen || { echo Changed; exit 1; }
