#!/usr/bin/env bash
# jsonresume-theme-stackoverflow 3.3.0 (npm): a CV in JSON Resume, printed by a server whose time zone is America/New_York.
# Expected: dates of JSON Resume have no time zone, so "2024-09" is "Sept 2024" wherever the CV is printed, and a degree of 2024-01-01
# of January 2024.
# Seen: west of Greenwich each date is a month early: the job begins in "Aug 2024", the degree is of "Dec 2023". In Shanghai they are
# right, as are other themes in New York (jsonresume-theme-even 0.26.1).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jsonresume-theme-stackoverflow@3.3.0 jsonresume-theme-even@0.26.1
cat > print.mjs <<'END'
import * as even from 'jsonresume-theme-even'
import * as stackoverflow from 'jsonresume-theme-stackoverflow'
const cv = {
  basics: { name: 'Jane Doe', email: 'jane@example.org', location: {}, profiles: [] },
  work: [{ name: 'Loom Lab', position: 'Researcher', startDate: '2024-09', endDate: '2025-02', highlights: [] }],
  education: [{ institution: 'University of Looms', studyType: 'PhD', area: '', startDate: '2020-09-01', endDate: '2024-01-01' }],
}
const dates = async ({ render }) => {
  const page = await render(structuredClone(cv))
  const text = page.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  return text.match(/\b[A-Z][a-z]{2,3} 20\d\d\b/g).join(', ')
}
console.log(`even: ${await dates(even)}\nstackoverflow: ${await dates(stackoverflow)}`)
END
TZ=America/New_York node print.mjs | tee seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
even: Sep 2024, Feb 2025, Sep 2020, Jan 2024
stackoverflow: Aug 2024, Jan 2025, Aug 2020, Dec 2023
END
