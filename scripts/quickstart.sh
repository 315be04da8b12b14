#!/usr/bin/env bash
# From a fresh clone to the sample articles in Spanish and Catalan, with the embedded engine.
set -euo pipefail
cd "$(dirname "$0")/.."

bash scripts/prepare.sh --need-apertium
status=0
npm run --silent dragoman -- run || status=$?
if [ "$status" != 0 ]; then exit "$status"; fi

cat >&2 <<'EOT'

Read on:
  public/es/grid-blackout.txt      a plain article, in Spanish
  public/ca/city-budget.html       a page, in Catalan (open it in a browser)
  locales/es/articles/             what editors edit: change a text, run again, it stays
Run it again: nothing is sent.     npm run dragoman -- run
What it would cost elsewhere:      npm run dragoman -- estimate --help
EOT
