#!/usr/bin/env bash
# dist/ for publishing: plain JavaScript and types.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf dist
npx --no-install tsc -p tsconfig.build.json
