#!/bin/sh
# Runs a command with node on the path: the one that scripts/install.sh put into .venv where the machine has none.
root=$(cd "$(dirname "$0")/.." && pwd)
PATH="$root/.venv/node/bin:$PATH" exec "$@"
