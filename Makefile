# The portal's commands. `make demo` and `make test` go from a bare clone to a running site and to a verdict.
# Each line works in a folder of any name: nothing here is an absolute path.

PORT ?= 8000
# Where in the year the demo stands: nominating, jury, revealed, call-open or decided; without it, some of everything.
STAGE ?=
# Which tests: make test ONLY=tests/portal/core/test_money.py::test_name ON=sqlite ARGS="-x -k euro"
ONLY ?=
ON ?=
ARGS ?=
# Any value measures how much of the code all tests run, and fails below the bar, as .ci/run does: a fifth more time.
COVERAGE ?=
PY = .venv/bin/python
SERVE = --port "$(PORT)" $(if $(STAGE),--stage "$(STAGE)")
export PYTHONUTF8 := 1
# Compiled modules are kept (in __pycache__): each process of the tests would else compile all of them again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: base tools demo demo-reset run test check bench pictures messages lock clean

base:
	@sh requirements/install.sh base

tools:
	@sh requirements/install.sh test

demo: base
	@$(PY) manage.py demo $(SERVE)

demo-reset: base
	@$(PY) manage.py demo --reset $(SERVE)

# For whoever changes the code: reloads on save, errors and debugger in this terminal, tasks done at once.
run: base
	@$(PY) manage.py run $(SERVE)

test: tools
	@$(PY) -m tests.run $(if $(ONLY),--only "$(ONLY)") $(if $(ON),--on "$(ON)") $(if $(COVERAGE),--coverage) -- $(ARGS)

check: tools
	@$(PY) -m tests.check

bench: tools
	@$(PY) -m tests.bench

# The README's pictures, taken of a demo of its own.
pictures: tools
	@$(PY) -m tests.readme_pictures

# Collects the texts to translate into portal/locale (they are compiled when the site or the tests start).
messages: tools
	@$(PY) manage.py messages

# Ends the database server that `make test ONLY=…` keeps, and removes what tests and installations left in var/ and .venv.
clean:
	@test ! -x $(PY) || $(PY) -m tests.support.postgres stop
	rm -rf .venv .mypy_cache var/test var/coverage

# Writes the locks anew; needs uv (pip install uv). Extras are kept in the pins: where only `package` is pinned, pip takes the
# newest `package[extra]` that another package asks for, and refuses it for want of a hash.
lock:
	uv pip compile --generate-hashes --universal --no-strip-extras --python-version 3.11 --no-emit-index-url --no-header -q requirements/base.in -o requirements/base.txt
	uv pip compile --generate-hashes --universal --no-strip-extras --python-version 3.11 --no-emit-index-url --no-header -q requirements/test.in -c requirements/base.txt -o requirements/test.txt
