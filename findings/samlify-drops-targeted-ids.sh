#!/usr/bin/env bash
# samlify 2.13.1 (npm): what a university's identity provider says about a person who signs in, with an invented answer.
# Expected (eduPerson 202208, eduPersonTargetedID; SAML 2.0 Core, 2.7.3.1.1): the value of an attribute may be XML, and that of
# eduPersonTargetedID is a NameID element, by whose text the person is known; other attributes have text.
# Seen: the attribute is there, as an empty list, so the person cannot be told from others. Attributes with text are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts samlify@2.13.1
cat >read.mjs <<'END'
import samlify from 'samlify'

const { Extractor } = samlify
const value = (content) => `<saml:AttributeValue>${content}</saml:AttributeValue>`
const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="b" Version="2.0" IssueInstant="2024-09-03T14:00:00Z">
<saml:Issuer>https://idp.example.org</saml:Issuer><saml:AttributeStatement>
<saml:Attribute Name="urn:oid:1.3.6.1.4.1.5923.1.1.1.10" FriendlyName="eduPersonTargetedID">${value(
  '<saml:NameID NameQualifier="https://idp.example.org" SPNameQualifier="https://lab.example.org">a7f3</saml:NameID>',
)}</saml:Attribute>
<saml:Attribute Name="urn:oid:1.3.6.1.4.1.5923.1.1.1.9" FriendlyName="eduPersonScopedAffiliation">${value('student@example.org')}</saml:Attribute>
</saml:AttributeStatement></saml:Assertion>`
const fields = Extractor.loginResponseFields(assertion).filter(({ key }) => key === 'attributes')
for (const [name, found] of Object.entries(Extractor.extract(assertion, fields).attributes)) console.log(name, JSON.stringify(found))
END
PATH="$PWD/node_modules/node/bin:$PATH" node read.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
urn:oid:1.3.6.1.4.1.5923.1.1.1.10 []
urn:oid:1.3.6.1.4.1.5923.1.1.1.9 "student@example.org"
END
