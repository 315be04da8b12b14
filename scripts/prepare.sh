#!/usr/bin/env bash
# Installs what the project needs on a new machine: the packages of the lock file (a Node 24 among them) and,
# where apt-get can be used, Apertium, the embedded engine.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Installing packages (npm ci)…" >&2
  # Not every registry mirror has the packages of other platforms, which npm ci insists on: then without it.
  npm ci --no-audit --no-fund --loglevel=error >&2 ||
    npm install --no-save --no-audit --no-fund --loglevel=error >&2
  touch node_modules/.package-lock.json
fi

packages=(apertium apertium-eng-spa apertium-eng-cat)
has_apertium() {
  command -v apertium >/dev/null 2>&1 && apertium -l 2>/dev/null | tr -d ' ' | grep -qx eng-spa &&
    apertium -l 2>/dev/null | tr -d ' ' | grep -qx eng-cat
}
if ! has_apertium; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Apertium (apt-get install ${packages[*]})…" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null 2>&1 ||
      echo "Apertium could not be installed with apt-get." >&2
  fi
fi
if ! has_apertium; then
  echo "Apertium with eng-spa and eng-cat is missing. On Debian or Ubuntu:" >&2
  echo "  sudo apt-get update && sudo apt-get install ${packages[*]}" >&2
  [ "${1:-}" = "--need-apertium" ] && exit 1
fi
exit 0
