.PHONY: setup demo demo-check test test-outside test-inside test-long test-models notebooks lint lock openapi neo4j neo4j-url neo4j-stop

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Crossmatch needs Python 3.11 or newer")'
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Torch is a part of it: minutes and about seven gigabytes, which nothing but the tests of foreign models needs.
.venv-models/ready: requirements-models.lock pyproject.toml
	python3 -m venv .venv-models
	.venv-models/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-models.lock
	.venv-models/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	.venv/bin/crossmatch demo

demo-check: setup
	.venv/bin/crossmatch demo --check

# Lanes at once: browsers, processes and pages mostly wait, the rest computes. Each lane's output comes when it is done.
test: setup
	$(MAKE) --jobs=3 --output-sync=target test-outside test-inside lint

test-outside:
	.venv/bin/pytest -m "not long and not models and (browser or process or page)"

test-inside:
	.venv/bin/pytest -m "not long and not models and not browser and not process and not page"

test-long: setup
	.venv/bin/pytest -m "long and not models"

test-models: .venv-models/ready
	.venv-models/bin/pytest -m models tests/test_models.py

# Executes the notebooks and keeps what they show: when figures, encoder or ranker have changed.
notebooks: setup
	.venv/bin/python notebooks/execute.py

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url -o requirements.lock
	uv pip compile pyproject.toml --extra sentence-transformers --group dev --group models -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate -o requirements-models.lock
	uv pip compile pyproject.toml -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate -o requirements-run.lock
	printf 'editables\nhatchling\n' | uv pip compile - -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate -o requirements-build.lock

openapi: setup
	.venv/bin/python -m api.openapi

neo4j: setup
	@.venv/bin/python tests/server.py start

neo4j-url:
	@.venv/bin/python tests/server.py url

neo4j-stop:
	@.venv/bin/python tests/server.py stop
