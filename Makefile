# Everyday commands. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# How many invented articles `make bench` searches in.
ARTICLES ?= 10000
# How many days `make simulate` lives through.
DAYS ?= 60
# How many mutated pages `make fuzz` reads.
PAGES ?= 100000
# Through the environment: `&` and `?` of an address stay out of the shell's hands.
export URL

.DEFAULT_GOAL := help
.PHONY: help install crawl test check bench simulate measure fuzz ablation lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

install: $(STAMP) ## set up .venv, with pinned packages

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is not; try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		$(PYTHON) -m venv --clear $(VENV) || { \
		echo "No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

crawl: $(STAMP) ## archive the sample portal, or a live listing page: make crawl URL=https://portal.example/interviews/
	@if [ -n "$$URL" ]; then $(BIN)/scrapy crawl interviews -a url="$$URL"; else $(BIN)/scrapy demo; fi

test: $(STAMP) ## run every quick test
	@$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not slow"

check: $(STAMP) ## ruff, mypy and the quick tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

bench: $(STAMP) ## pages a second beside a spider that does nothing; search's times and index; export beside sqlite3
	@$(BIN)/python -m benchmarks.pages
	@$(BIN)/python -m benchmarks.search --articles $(ARTICLES)
	@$(BIN)/python -m benchmarks.export --articles $(ARTICLES)

simulate: $(STAMP) ## ten portals over DAYS=60, all kinds of trouble striking for a day, against the same undisturbed: a table
	@$(BIN)/python -m tests.support.simulation.run --days $(DAYS)

measure: $(STAMP) ## fields on real pages beside other extractors (needs ../shared); PEERS=no: ours alone; WITHOUT=rule,rule: what rules earn
	@$(BIN)/python -m benchmarks.reading $(if $(filter no,$(PEERS)),--no-peers) --without "$(WITHOUT)"

fuzz: $(STAMP) ## read PAGES=100000 mutated pages of the handed sets: none may raise (needs ../shared)
	@$(BIN)/python -m benchmarks.reading.fuzz --pages $(PAGES)

ablation: $(STAMP) ## what each rule of extraction earns on one in eight handed pages (needs ../shared)
	@$(BIN)/python -m benchmarks.reading.ablation

lock: ## write constraints.txt anew from the newest packages that pyproject.toml allows
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check --upgrade '.[dev]'
	@{ echo "# Written by \`make lock\`."; build/lock/bin/python -m pip freeze --exclude interview-archive --exclude pip --exclude setuptools; } > constraints.txt
	@rm -rf build/lock

clean: ## remove .venv and everything made by tools; the archive in data/ stays
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .scrapy
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
