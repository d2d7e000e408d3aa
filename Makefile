# The portal's commands. `make demo` and `make test` go from a bare clone to a running site and to a verdict.

PORT ?= 8000
PYTHON ?= python3.11
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Compiled modules are kept (in __pycache__): each process of the tests would else compile all of them again.
unexport PYTHONDONTWRITEBYTECODE
BASE = .venv/.base-installed
TEST = .venv/.test-installed

.PHONY: demo demo-reset test check bench messages lock

demo: $(BASE)
	python manage.py demo --port $(PORT)

demo-reset: $(BASE)
	rm -rf var/portal.sqlite3 var/portal.sqlite3-wal var/portal.sqlite3-shm var/media var/private var/locked var/cache
	$(MAKE) demo

test: $(TEST)
	python -m tests.run

check: $(TEST)
	python -m tests.check

bench: $(TEST)
	python -m tests.bench

# Collects the texts to translate into portal/locale (they are compiled when the site or the tests start).
messages: $(TEST)
	python manage.py messages

# Writes the locks anew; needs uv (pip install uv). Extras are kept in the pins: where only `package` is pinned, pip takes the
# newest `package[extra]` that another package asks for, and refuses it for want of a hash.
lock:
	uv pip compile --generate-hashes --universal --no-strip-extras --python-version 3.11 --no-emit-index-url --no-header -q requirements/base.in -o requirements/base.txt
	uv pip compile --generate-hashes --universal --no-strip-extras --python-version 3.11 --no-emit-index-url --no-header -q requirements/test.in -c requirements/base.txt -o requirements/test.txt

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: Python 3.11 is missing (set PYTHON=… to another name of it)"; exit 1; }
	$(PYTHON) -m venv .venv

$(BASE): requirements/base.txt | .venv/bin/python
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	touch $@

$(TEST): requirements/test.txt | .venv/bin/python
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@ $(BASE)
