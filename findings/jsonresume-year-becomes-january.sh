#!/usr/bin/env bash
# resumed 6.1.0 with jsonresume-theme-even 0.26.1 (npm).
# Expected: a date with only a year, which the JSON Resume schema allows ("2019"), is printed as "2019".
# Seen: it is printed as "Jan 2019"; the schema's check finds nothing wrong. A CV export must write the
# precision into the text itself, or leave out a date that is known only by its year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund resumed@6.1.0 jsonresume-theme-even@0.26.1
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > resume.json <<'END'
{
  "basics": {"name": "Ann Example", "label": "PhD student", "email": "ann@example.org"},
  "education": [
    {"institution": "Example University", "area": "Weaving", "studyType": "PhD", "startDate": "2021", "endDate": "2025-09"}
  ],
  "awards": [{"title": "Best Loom", "date": "2023", "awarder": "Loom Society"}]
}
END
npx resumed validate resume.json
npx resumed render resume.json --theme jsonresume-theme-even --output resume.html > /dev/null
grep -o '<time[^>]*>[^<]*</time>' resume.html | tee times.txt
for line in '<time datetime="2021">Jan 2021</time>' '<time datetime="2025-09">Sep 2025</time>' \
    '<time datetime="2023">Jan 2023</time>'; do
    grep -qF "$line" times.txt || { echo "Changed: no $line"; exit 1; }
done
