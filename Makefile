# Needs Python 3.11 or newer, make and a package registry; everything else is set up in .venv on first use.
# Another Python: make PYTHON=python3.12 run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
OUTPUT ?= output
ON_TWO_PROCESSORS := --numprocesses 2 --dist loadfile  # tests of one file share what they serve

export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run fixtures test test-long test-resume test-crash test-faults test-forms test-web bench-report peers nginx programs standards bench-extract bench-publish bench-history bench-crawl lint check format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## Run the main job on the saved pages in fixtures/ and publish to output/
	@$(BIN)/council-scraper run --replay fixtures --output $(OUTPUT)

test: peers nginx programs ## Run the tests
	@$(BIN)/python -m pytest $(ON_TWO_PROCESSORS) $(PYTEST_ARGS)

fixtures: $(VENV)/.installed ## Hold the program to the saved pages in fixtures/
	@$(BIN)/council-scraper fixture check fixtures

test-long: peers nginx programs ## Run the tests with thousands of examples for each property
	@COUNCIL_SCRAPER_EXAMPLES=$${COUNCIL_SCRAPER_EXAMPLES:-10000} $(BIN)/python -m pytest $(ON_TWO_PROCESSORS) $(PYTEST_ARGS)

test-crash: programs ## Kill a publication, an archive and a report, and fill their disks, at every system call (needs strace)
	@$(BIN)/python -m tests.crash.sweep
	@$(BIN)/python -m tests.crash.archive_sweep
	@$(BIN)/python -m tests.crash.history_sweep
	@$(BIN)/python -m tests.crash.report_sweep

test-resume: $(VENV)/.installed-dev ## Kill runs of 200 pages at 50 random points: each must end as an unbroken one
	@COUNCIL_SCRAPER_KILLS=50 $(BIN)/python -m pytest tests/test_resume.py $(PYTEST_ARGS)

test-web: peers programs ## Try the report and the review desk in a real browser, with every harmful text
	@COUNCIL_SCRAPER_EVERY_TEXT=1 $(BIN)/python -m pytest tests/report tests/desk/test_browser.py $(PYTEST_ARGS)

bench-report: peers programs ## Time the report's table of 10,000 projects in a browser, beside DataTables on plain HTML
	@$(BIN)/python -m bench.report

peers: $(VENV)/.installed-dev ## Fetch the peers' tables and scripts that tests read (offline they are skipped; never where CI is set)
	@$(BIN)/python -m tests.peers.archives || [ -z "$$CI" ]
	@$(BIN)/python -m tests.peers.scripts || [ -z "$$CI" ]

nginx: $(VENV)/.installed-dev ## Unpack Debian's nginx for tests where there is none (else they are skipped; never where CI is set)
	@$(BIN)/python -m tests.faults.nginx || [ -z "$$CI" ]

programs: $(VENV)/.installed-dev ## Install the programs that tests need, as root on Debian (else those tests are skipped)
	@$(BIN)/python -m tests.programs || [ -z "$$CI" ]

test-faults: peers nginx ## Meet every fault of the web; print what happened and the memory it took
	@$(BIN)/python -m tests.faults

test-forms: $(VENV)/.installed-dev ## Read made pages in every form, with every noise and in every disguise; print what was read
	@$(BIN)/python -m tests.sweeps

standards: $(VENV)/.installed-dev ## Hold a dataset against the standards' own schemas and shapes
	@$(BIN)/python -m tests.publish.standards

bench-publish: $(VENV)/.installed-bench ## Write 100,000 projects in every format, beside pandas
	@$(BIN)/python -m bench.publish

bench-crawl: nginx $(VENV)/.installed-bench ## Crawl a site of 2,000 pages on this machine, beside Scrapy and httpx
	@$(BIN)/python -m bench.crawl

bench-history: $(VENV)/.installed-bench $(VENV)/.installed-dev ## Remember 100,000 projects in SQLite and PostgreSQL
	@$(BIN)/python -m bench.history

bench-extract: $(VENV)/.installed-bench ## Time extraction beside other libraries
	@$(BIN)/python -m bench.extract

lint: $(VENV)/.installed-dev ## Check style, types and the direction of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: test lint ## Run all that must pass before a change is shared

format: $(VENV)/.installed-dev ## Put the code into its standard form
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

clean: ## Remove what was set up or built; output/ stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "make: $(PYTHON) is missing or older than Python 3.11; install a newer one, or name it:" \
	    "make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: $(PYTHON) can't make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) …" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "Installing council-scraper and what it needs …" >&2
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the tools for tests and checks …" >&2
	@$(PIP) install --group dev
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	@echo "Installing the libraries that benches compare with …" >&2
	@$(PIP) install --group bench
	@touch $@
