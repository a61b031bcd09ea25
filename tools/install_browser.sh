#!/bin/sh
# The browser that tests drive. Any Chromium on the PATH will do; else Debian's is installed.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if command -v apt-get >/dev/null 2>&1; then
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
  exit 0
fi
echo "The tests look at the page in a browser. Install Chromium, put it on the PATH as \`chromium\`, and run make test again." >&2
exit 1
