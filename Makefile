# Two commands do everything from a fresh clone: `make look` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run
WEB := .venv/.web
DEV := .venv/.dev
BROWSER := .venv/.browser
PM4PY := bench/.venv/.ready
SPARK := .venv-spark/.ready
SBOM := .venv-sbom/.ready
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --only-binary :all: --no-strip-extras --generate-hashes --no-emit-index-url --no-header
# A lock is closed (tests/architecture/test_locks.py), so pip installs what it names and resolves nothing (decision 0016).
INSTALL := pip install --quiet --no-deps --only-binary :all: --require-hashes -r

.PHONY: look serve test test-all test-spark coverage check format golden docs bench bench-whatif reading-accuracy lock sbom windows clean
.DEFAULT_GOAL := look

look: $(RUN)  ## make a sample borough and look at one of its services
	$(BIN)/mersey sample borough --out out/borough
	$(BIN)/mersey look out/borough/planning/applications.csv --out out/planning.html

serve: $(WEB)  ## the web pages of a made-up borough; sign in as anybody of it by a button
	$(BIN)/mersey serve --demo --workspace out/demo

test: $(DEV) $(BROWSER)  ## every test but the long simulations
	$(BIN)/pytest -n auto --dist worksteal -m "not long" --durations=25

test-all: $(DEV) $(BROWSER)  ## the long simulations too
	MERSEY_EXAMPLES=new $(BIN)/pytest -n auto --dist worksteal

test-spark: $(SPARK)  ## every measure on a real Spark, which needs Java 17: minutes
	.venv-spark/bin/python -m pytest -q tests/engines/test_spark_equals_duckdb.py

coverage: $(DEV) $(BROWSER)  ## the tests of `make test`, and at least 95 in 100 branches and lines met; slower than they are
	$(BIN)/pytest -n auto --dist worksteal -m "not long" --cov --cov-report=term:skip-covered

check: $(DEV)  ## format, lint, types, import contracts, docs fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(DEV)  ## write the generated reference pages again
	$(BIN)/python -m docs.generate

golden: $(DEV)  ## write the golden files again; review the diff
	MERSEY_GOLDEN=write $(BIN)/pytest -q -p no:randomly tests/golden

bench: $(RUN) $(PM4PY)  ## time and memory as ratios in one run, into bench/history.csv
	$(BIN)/python -m bench.run

reading-accuracy: $(DEV)  ## how many exports are read right, into docs/reference/reading-accuracy.md
	$(BIN)/python -m tests.exports.report --corpus ../shared/data --generated 200 --write

lock: $(DEV)  ## resolve the locked requirements again: what runs is part of what is tested
	$(LOCK) pyproject.toml --group dev -o requirements/dev.txt
	$(LOCK) pyproject.toml --constraints requirements/dev.txt -o requirements/run.txt
	$(LOCK) pyproject.toml --extra web --constraints requirements/dev.txt -o requirements/web.txt
	$(LOCK) pyproject.toml --extra web --extra postgres --constraints requirements/dev.txt -o requirements/server.txt
	$(LOCK) --group build --constraints requirements/dev.txt -o requirements/build.txt
	$(LOCK) bench/requirements-pm4py.in -o bench/requirements-pm4py.txt
	$(LOCK) bench/requirements-whatif.in -o bench/requirements-whatif.txt
	$(LOCK) tools/sbom_check/requirements.in -o tools/sbom_check/requirements.txt
	$(LOCK) --no-binary pyspark pyproject.toml --extra spark --group spark --constraints requirements/dev.txt -o tests/engines/requirements-spark.txt

bench-whatif: $(RUN) bench/.venv-whatif/.ready  ## what-if: distances from held-out logs, and speed
	$(BIN)/python -m bench.whatif --logs ../shared/data/simulated --distances bench/.venv-whatif/bin/python

bench/.venv-whatif/.ready: bench/requirements-whatif.txt
	$(PYTHON) -m venv bench/.venv-whatif && bench/.venv-whatif/bin/$(INSTALL) $<
	bench/.venv-whatif/bin/pip check && touch $@

sbom: $(DEV) $(SBOM)  ## the parts of mersey with their licences (CycloneDX 1.6), held to the published schema
	$(BIN)/python -m tools.sbom --out out/mersey.cdx.json
	.venv-sbom/bin/python tools/sbom_check/check.py out/mersey.cdx.json

windows: $(WEB)  ## a folder for 64-bit Windows that needs no rights: PYTHON_ZIP=the embeddable Python, PYTHON_SHA256=its published digest
	@test -n "$(PYTHON_ZIP)" -a -n "$(PYTHON_SHA256)" || { echo "Say which Python to pack: make windows PYTHON_ZIP=python-3.13.9-embed-amd64.zip PYTHON_SHA256=…  (docs/adopt/windows-folder.md)"; exit 2; }
	rm -rf build out/windows-wheel out/mersey-windows
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir out/windows-wheel .
	$(BIN)/python -m tools.windows --python "$(PYTHON_ZIP)" --sha256 "$(PYTHON_SHA256)" --wheel out/windows-wheel/mersey-*.whl --out out/mersey-windows

clean:
	rm -rf .venv .venv-sbom .venv-spark out bench/.venv bench/.venv-whatif bench/data

.venv/bin/python:
	$(PYTHON) -m venv .venv

$(RUN): requirements/run.txt requirements/build.txt pyproject.toml | .venv/bin/python
	$(BIN)/$(INSTALL) requirements/build.txt -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(WEB): requirements/web.txt $(RUN)
	$(BIN)/$(INSTALL) requirements/web.txt
	touch $@

$(DEV): requirements/dev.txt $(RUN)
	$(BIN)/$(INSTALL) requirements/dev.txt
	touch $@

$(BROWSER): tools/install_browser.sh | .venv/bin/python
	sh tools/install_browser.sh
	touch $@

# PM4Py (AGPL) is only measured against: in an environment of its own, and left out where it cannot be had.
$(PM4PY): bench/requirements-pm4py.txt
	-$(PYTHON) -m venv bench/.venv && bench/.venv/bin/$(INSTALL) $< && bench/.venv/bin/pip check && touch $@

# Spark is published as source alone (jars and Python), so this one package is built here.
$(SPARK): tests/engines/requirements-spark.txt requirements/build.txt
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/$(INSTALL) requirements/build.txt
	.venv-spark/bin/pip install --quiet --no-deps --no-build-isolation --only-binary :all: --no-binary pyspark --require-hashes -r $<
	.venv-spark/bin/pip check && touch $@

$(SBOM): tools/sbom_check/requirements.txt
	$(PYTHON) -m venv .venv-sbom && .venv-sbom/bin/$(INSTALL) $<
	.venv-sbom/bin/pip check && touch $@
