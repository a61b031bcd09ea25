#!/bin/sh
# Compiles GOV.UK Frontend without crown, crest and fonts into the package; needs npm.
# The result is kept in the repository, so that nobody who installs mersey needs this.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/mersey.scss" "$work"
cd "$work"
npm install --silent --no-audit --no-fund govuk-frontend@6.3.0 sass@1.108.2
node_modules/.bin/sass --no-charset --style=compressed --no-source-map --quiet-deps mersey.scss \
  "$here/../../src/mersey/web/static/mersey/govuk.css"
