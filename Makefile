# make play    a game, from nothing          make test    everything that must hold
# make bench   speed and memory, as ratios   make wheel   a wheel that plays anywhere
# make fuzz    broken and hostile files against every reader [FUZZ="--cases 1000 gift"]
# make quality [ARTICLES=DIR]   how good the questions are that come out of articles with keys
SHELL := /bin/bash
PYTHON := .venv/bin/python
READY := .venv/.ready
# Programs that start programs, as the tests do, would compile all of it each time.
unexport PYTHONDONTWRITEBYTECODE
# Where Debian and Ubuntu keep what Qt needs, and the file that shows that it is there.
QT_PACKAGES := libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
  libxcb-image0 libxcb-render-util0 libxcb-xinerama0 libdbus-1-3 libfontconfig1

.PHONY: play test bench fuzz quality wheel lock clean help

play: $(READY)
	@$(PYTHON) -m quiz

test: $(READY)
	@$(PYTHON) -m ruff check quiz tests
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m tests.bare -n 2 --dist worksteal
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist worksteal \
	  --ignore=tests/core --ignore=tests/packs --ignore=tests/article \
	  --ignore=quiz/core --ignore=quiz/packs --ignore=quiz/article

bench: $(READY)
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.benchmarks

fuzz: $(READY)
	@$(PYTHON) -m tests.fuzz $(FUZZ)

quality: $(READY)
	@$(PYTHON) -m tests.quality $(ARTICLES)

wheel: $(READY)
	@$(PYTHON) -m build --wheel --no-isolation --outdir dist .

lock:
	uv pip compile pyproject.toml --group test --universal --generate-hashes --python-version 3.11 \
	  --no-annotate --custom-compile-command "make lock" -o requirements.lock

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@set -e; \
	python=; for one in python3 python3.13 python3.12 python3.11 python; do \
	  if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$one; break; fi; \
	done; \
	[ -n "$$python" ] || { echo "Quiz Noir needs Python 3.11 or newer; install it and try again." >&2; exit 2; }; \
	missing=; \
	if command -v dpkg-query >/dev/null; then \
	  for one in $(QT_PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$one $${one}t64 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$one"; \
	  done; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"; \
	  if [ -n "$$missing" ]; then \
	    if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo=no; fi; \
	    if [ "$$sudo" = no ]; then \
	      echo "Some system libraries are missing. Type this once, then try again:" >&2; \
	      echo "  sudo apt-get install$$missing" >&2; exit 2; \
	    fi; \
	    echo "Installing system libraries:$$missing"; \
	    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	fi; \
	[ -x $(PYTHON) ] && $(PYTHON) -c 'import pip' 2>/dev/null || $$python -m venv .venv; \
	echo "Installing the locked packages into .venv"; \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	touch $(READY)
