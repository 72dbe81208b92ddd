#!/usr/bin/env bash
# passport-cas 0.1.1 (npm): the answer of a university's CAS server, with attributes of eduPerson.
# Expected (CAS protocol 3.0, 2.5.7): attributes keep their names, eduPersonScopedAffiliation and displayName, which documentation and
# other clients have, and their values as they are.
# Seen: the names are in small letters, so `attributes.displayName` is undefined; the two blanks of the telephone number are one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts passport-cas@0.1.1 passport@0.7.0
cat >sign-in.cjs <<'END'
const http = require('http')
const { Strategy } = require('passport-cas')
const answer = `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>doe</cas:user>
<cas:attributes><cas:displayName>Jane Doe</cas:displayName>
<cas:eduPersonScopedAffiliation>student@example.org</cas:eduPersonScopedAffiliation>
<cas:telephoneNumber>+31 15  27</cas:telephoneNumber></cas:attributes></cas:authenticationSuccess></cas:serviceResponse>`
const server = http.createServer((request, response) => response.end(answer)).listen(0, '127.0.0.1', () => {
  const ssoBaseURL = `http://127.0.0.1:${server.address().port}/cas`
  const strategy = new Strategy({ version: 'CAS3.0', ssoBaseURL, serverBaseURL: 'http://127.0.0.1' }, (profile, done) => {
    console.log(profile.user, JSON.stringify(profile.attributes))
    done(null, { id: 1 })
  })
  for (const name of ['success', 'fail', 'error', 'redirect']) strategy[name] = () => server.close()
  const url = '/sign-in?ticket=ST-1'
  strategy.authenticate({ param: () => 'ST-1', query: { ticket: 'ST-1' }, url, originalUrl: url, headers: {}, session: {} })
})
END
timeout 20 node sign-in.cjs | tee seen.txt
diff seen.txt - <<'END' || { echo Changed; exit 1; }
doe {"displayname":"Jane Doe","edupersonscopedaffiliation":"student@example.org","telephonenumber":"+31 15 27"}
END
