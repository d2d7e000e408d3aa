#!/bin/sh
# Finds a Python the portal runs on and has it make .venv ready: sh requirements/install.sh base|test
# PYTHON=… names one; without it the usual names and places are tried.
cd "$(dirname "$0")/.." || exit 1
wanted='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
parts='import ensurepip, sqlite3, ssl, venv'
without_venv=
found=
for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python \
  /usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3 "$HOME"/.pyenv/versions/3.1[1-4]*/bin/python; do
  if "$candidate" -c "$wanted" 2>/dev/null; then
    if "$candidate" -c "$parts" 2>/dev/null; then
      found=$candidate
      break
    fi
    without_venv=${without_venv:-$candidate}
  fi
  if [ -n "${PYTHON:-}" ] && [ "$candidate" = "$PYTHON" ]; then
    echo "PYTHON=$PYTHON is not a Python from 3.11 to 3.14 with venv; leave PYTHON out to have one looked for." >&2
    exit 1
  fi
done
if [ -z "$found" ] && [ -n "$without_venv" ]; then
  echo "$without_venv is here without its venv module: install it (Debian and Ubuntu: apt-get install python3-venv) and run this again." >&2
  exit 1
fi
if [ -z "$found" ]; then
  echo "Python 3.11 to 3.14 was not found: install it (Debian and Ubuntu: apt-get install python3 python3-venv) or name one with PYTHON=/path/to/python3." >&2
  exit 1
fi
exec "$found" requirements/install.py "$@"
