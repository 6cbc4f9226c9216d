# Each target is one command; the README's Windows block is the same commands.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN = .venv/Scripts
else
BIN = .venv/bin
endif

.PHONY: run test check bench soak setup setup-tests setup-bench lock wheelhouse clean

run: setup
	$(BIN)/python app.py --open

test: setup-tests
	$(BIN)/python -m pytest -n 2 --no-loadscope-reorder

check: setup-tests
	$(BIN)/python -m tests.check

bench: setup-bench
	$(BIN)/python -m tests.bench

soak: setup-tests
	$(BIN)/python -m tests.soak

setup: .venv/installed

setup-tests: .venv/installed-tests

.venv/bin/python .venv/Scripts/python.exe:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock | $(BIN)/python$(if $(filter Windows_NT,$(OS)),.exe)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -c "open('.venv/installed','w').close()"

.venv/installed-tests: tests/requirements.lock | $(BIN)/python$(if $(filter Windows_NT,$(OS)),.exe)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r tests/requirements.lock
	@$(BIN)/python -c "open('.venv/installed-tests','w').close()"

setup-bench: setup-tests .venv/installed-peers

# What ours is measured against wants other versions of what we stand on: an environment of its own.
.venv/installed-peers: tests/bench/requirements.lock | .venv/installed
	$(BIN)/python -m venv .venv/peers
	$(subst .venv,.venv/peers,$(BIN))/python -m pip install --disable-pip-version-check --quiet --require-hashes -r tests/bench/requirements.lock
	@$(BIN)/python -c "open('.venv/installed-peers','w').close()"

lock:
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements.txt -o requirements.lock
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header -c requirements.lock tests/requirements.txt -o tests/requirements.lock
	$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header tests/bench/requirements.txt -o tests/bench/requirements.lock

wheelhouse: setup
	$(BIN)/python -m pip download --disable-pip-version-check --quiet --require-hashes -r requirements.lock -d wheelhouse

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
