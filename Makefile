# Everything is installed into .venv, from the lock files, once. A second run needs no network.
# Without make (Windows): see README.md.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m
PIP := $(RUN) pip install --quiet --disable-pip-version-check
OPENFISCA := .venv-openfisca
SPARK := .venv-spark
DEMO := evaluate examples/citizen.yaml --on 2018-05-25 --rule covered --rule dk.integration.results_bonus.job --rule rate
DEMO_DEADLINES := deadlines examples/citizen.yaml --on 2018-05-25 --rule dk.integration.results_bonus.job --rule first_three_years_end
DEMO_INVESTMENT := invest examples/investments/hjoerring.yaml
LOCKED := 3.11 3.12 3.13
CASES := 1000000

.PHONY: help demo test test-spark lint types check docs docs-table bench bench-smoke search oracle-long examples bundle release-files lock clean

help:
	@echo "make demo         one citizen, and a municipality's investment checked (the first run installs into $(VENV))"
	@echo "make test         all tests except Spark"
	@echo "make test-spark   the tests that count in Spark (needs a Java runtime; installs into $(SPARK))"
	@echo "make lint types   style and types"
	@echo "make check        the rule files and the cases beside them"
	@echo "make docs         the site, in site/ (warnings are errors; no network once installed)"
	@echo "make docs-table   docs/law-table.md from the rule files"
	@echo "make examples     the commands of examples/, the README and the tutorial print what is shown"
	@echo "make bench        speed and memory against NumPy and OpenFisca (bench-smoke: tiny sizes)"
	@echo "make search       the property tests over new random examples, and every damaged file against the schemas"
	@echo "make oracle-long  engine against oracle, a million random timelines (CASES=20000: fewer)"
	@echo "make bundle       dist/...-offline.zip: all wheels for servers without a network (PLATFORMS=\"linux windows\" PYTHONS=3.12)"
	@echo "make release-files dist/*.xlsx: the workbook to fill in, Hjørring's and the mini-model's"
	@echo "make lock         new versions into the lock files (needs Python $(LOCKED))"

demo: $(VENV)/.installed
	@$(BIN)/integrationrules --lang da $(DEMO)
	@echo
	@$(BIN)/integrationrules --lang da $(DEMO_DEADLINES)
	@echo
	@$(BIN)/integrationrules --lang da $(DEMO_INVESTMENT)

test: $(VENV)/.dev
	$(RUN) pytest -m "not spark"

test-spark: $(SPARK)/.installed
	$(SPARK)/bin/python -m pytest -m spark tests/register

lint: $(VENV)/.dev
	$(RUN) ruff check .

types: $(VENV)/.dev
	$(RUN) mypy

check: $(VENV)/.installed
	$(BIN)/integrationrules check rulesets
	$(BIN)/integrationrules test

docs: $(VENV)/.docs
	$(BIN)/python docs/build_site.py
	$(BIN)/zensical build --strict --clean
	$(BIN)/python docs/check_site.py

docs-table: $(VENV)/.installed
	$(RUN) integrationrules.report.lawtable

bench: $(VENV)/.dev $(OPENFISCA)/.installed
	$(RUN) benchmarks --openfisca $(OPENFISCA)/bin/python

bench-smoke: $(VENV)/.dev $(OPENFISCA)/.installed
	$(RUN) benchmarks --smoke --openfisca $(OPENFISCA)/bin/python

search: $(VENV)/.dev
	EXAMPLES=search $(RUN) pytest -m "hypothesis and not spark"
	$(RUN) tests.schema.agree

oracle-long: $(VENV)/.dev
	$(RUN) tests.oracle.compare --cases $(CASES)
	$(RUN) tests.oracle.money --cases 20000
	$(RUN) tests.oracle.rest --cases 20000

examples: $(VENV)/.dev
	$(RUN) tests.examples.answers
	$(RUN) tests.examples.tutorial

bundle: $(VENV)/.dev
	$(BIN)/python .ci/bundle.py $(PLATFORMS:%=--platform %) $(PYTHONS:%=--python %)

# What needs no Python: in Danish, as for those who open them.
release-files: $(VENV)/.installed
	@mkdir -p dist
	$(BIN)/integrationrules --lang da invest --template -o dist/skabelon.xlsx
	$(BIN)/integrationrules --lang da invest examples/investments/hjoerring.yaml -o dist/hjoerring.xlsx
	$(BIN)/integrationrules --lang da model spouse_supported examples/models/spouse_supported_invented.yaml -o dist/minimodel.xlsx

# -- installing --------------------------------------------------------------------------------------------------------

# Any Python from 3.11 that can make a virtual environment; the first that works.
$(VENV)/.python:
	@for python in python3 python3.13 python3.12 python3.11 python; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv $(VENV) && touch $@ && exit 0; exit 1; \
	  fi; \
	done; \
	echo "integrationrules needs Python 3.11 or later with venv (Debian, Ubuntu: apt install python3-venv); none was found" >&2; exit 1

# The build backend is in the lock file (with `editables`, which it wants here), so that nothing unpinned is fetched.
$(VENV)/.installed: $(VENV)/.python requirements.lock pyproject.toml
	@$(PIP) -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.lock
	@$(PIP) -r requirements-dev.lock
	@touch $@

$(VENV)/.docs: $(VENV)/.installed requirements-docs.lock
	@$(PIP) -r requirements-docs.lock
	@touch $@

# OpenFisca-core pins what it shares with us, so it has an environment of its own.
$(OPENFISCA)/.installed: $(VENV)/.python requirements-openfisca.lock
	@$(BIN)/python -m venv $(OPENFISCA)
	@$(OPENFISCA)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-openfisca.lock
	@touch $@

# Spark comes as source and asks for pandas, which nothing else here needs.
$(SPARK)/.installed: $(VENV)/.python requirements.lock requirements-dev.lock requirements-spark.lock pyproject.toml
	@$(BIN)/python -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock -r requirements-dev.lock
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.lock
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

# A clean environment for every Python; what each resolves is joined, with markers where they differ. The development
# packages are resolved together with the package's own, so that the demo runs what the tests ran.
lock:
	@rm -rf build/lock && mkdir -p build/lock
	@for version in $(LOCKED); do \
	  set -e; \
	  python$$version -m venv build/lock/$$version; \
	  python=build/lock/$$version/bin/python; \
	  $$python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*p["project"]["dependencies"], *p["build-system"]["requires"], "editables", sep="\n")' > build/lock/runtime.in; \
	  $$python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*p["project"]["optional-dependencies"]["dev"], sep="\n")' > build/lock/dev.in; \
	  $$python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*p["project"]["optional-dependencies"]["bench"], sep="\n")' > build/lock/openfisca.in; \
	  $$python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*p["project"]["optional-dependencies"]["spark"], sep="\n")' > build/lock/spark.in; \
	  $$python -c 'import tomllib; p = tomllib.load(open("pyproject.toml", "rb")); print(*p["project"]["optional-dependencies"]["docs"], sep="\n")' > build/lock/docs.in; \
	  $$python -m pip install --quiet -r build/lock/runtime.in -r build/lock/dev.in; \
	  $$python -m pip freeze > build/lock/dev-$$version.txt; \
	  python$$version -m venv build/lock/runtime-$$version; \
	  build/lock/runtime-$$version/bin/python -m pip install --quiet -r build/lock/runtime.in -c build/lock/dev-$$version.txt; \
	  build/lock/runtime-$$version/bin/python -m pip freeze > build/lock/runtime-$$version.txt; \
	  python$$version -m venv build/lock/docs-$$version; \
	  build/lock/docs-$$version/bin/python -m pip install --quiet -r build/lock/docs.in -c build/lock/dev-$$version.txt; \
	  build/lock/docs-$$version/bin/python -m pip freeze > build/lock/docs-$$version.txt; \
	  python$$version -m venv build/lock/openfisca-$$version; \
	  build/lock/openfisca-$$version/bin/python -m pip install --quiet -r build/lock/openfisca.in; \
	  build/lock/openfisca-$$version/bin/python -m pip freeze > build/lock/openfisca-$$version.txt; \
	  python$$version -m venv build/lock/spark-$$version; \
	  build/lock/spark-$$version/bin/python -m pip install --quiet -r build/lock/spark.in -c build/lock/dev-$$version.txt; \
	  build/lock/spark-$$version/bin/python -m pip freeze > build/lock/spark-$$version.txt; \
	done
	@for group in runtime dev docs openfisca spark; do \
	  $(firstword $(LOCKED:%=python%)) .ci/lock.py $(foreach version,$(LOCKED),$(version)=build/lock/$$group-$(version).txt) > build/lock/$$group.lock || exit 1; \
	done
	@cp build/lock/runtime.lock requirements.lock
	@cp build/lock/dev.lock requirements-dev.lock
	@cp build/lock/docs.lock requirements-docs.lock
	@cp build/lock/openfisca.lock requirements-openfisca.lock
	@cp build/lock/spark.lock requirements-spark.lock

clean:
	rm -rf $(VENV) $(OPENFISCA) $(SPARK) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
