# Thin wrappers: `make help` lists them. CONTRIBUTING.md says more.

PORT ?= 8000
ROUNDS ?= 50
PYTHON = .venv/bin/python

.PHONY: help demo dev test test-sqlite test-postgresql lint format bench chaos watched hostile interop cluster-test sso-test container-test messages lock clean runtime development

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-16s %s\n", $$1, $$2 }'

demo: runtime ## Serve a sample lab as in production (PORT=8000, SCALE=N adds synthetic data)
	@PORT=$(PORT) SCALE=$(SCALE) scripts/demo

dev: runtime ## Serve with reload and debug pages; keeps its database in var/dev (PORT=8000)
	@PORT=$(PORT) scripts/dev

test: development ## Run all tests on SQLite and on PostgreSQL (ARGS="-k word" goes to pytest)
	@$(PYTHON) -m tests.running sqlite postgresql -- $(ARGS)

test-sqlite: development ## Run all tests on SQLite only
	@$(PYTHON) -m tests.running sqlite -- $(ARGS)

test-postgresql: development ## Run all tests on PostgreSQL only
	@$(PYTHON) -m tests.running postgresql -- $(ARGS)

lint: development ## Check code style, templates and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	@scripts/templates --check
	$(PYTHON) -m mypy

format: development ## Format code and templates, and fix what lint can fix
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	@scripts/templates

bench: development ## Measure page speed at two scales on both databases
	@$(PYTHON) -m tests.bench $(ARGS)

chaos: development ## Kill the site in the middle of its work (ROUNDS=50 of each kind, ARGS="sqlite")
	@$(PYTHON) -m tests.chaos --rounds $(ROUNDS) $(ARGS)

watched: development ## Edit the demo lab at random and compare its published site (ARGS="--edits 100 sqlite")
	@$(PYTHON) -m tests.watched $(ARGS)

hostile: development ## Send 100,000 hostile requests in every role (ARGS="--requests 5000 --seed 2 sqlite")
	@$(PYTHON) -m tests.hostile $(ARGS)

cluster-test: development ## Run one site on two machines and let servers fail (ARGS="--minutes 10" for longer)
	@$(PYTHON) -m tests.cluster $(ARGS)

sso-test: development ## Sign in with real CAS, SAML and LDAP servers (ARGS="--folder PATH" keeps what it installs)
	@$(PYTHON) -m tests.sso $(ARGS)

interop: development ## Read our exports with other programs, field by field (ARGS="--folder PATH" keeps what it installs)
	@$(PYTHON) -m tests.interop $(ARGS)

container-test: development ## Build the container image and use it (ARGS="--engine podman --base debian:13-slim --build")
	@$(PYTHON) -m tests.containers $(ARGS)

messages: development ## Collect texts to translate into labsite/locale and compile the catalogues
	@scripts/messages

lock: ## Renew requirements/*.txt from pyproject.toml (ARGS=--upgrade takes newer releases; needs uv)
	@scripts/lock $(ARGS)

clean: ## Remove .venv, caches and the demo; keeps var/dev
	rm -rf .venv var/demo var/browser-tests .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@scripts/environment runtime

development:
	@scripts/environment dev
