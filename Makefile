# make help lists the commands. Everything that is installed goes into .venv and extension/node_modules.

PY = .venv/bin/python
SEEN = $(addprefix tests/journey/test_,accessible_articles.py accessible_states.py languages.py options_page.py \
	readme_pictures.py what_a_card_says.py what_was_sent.py)
NPM = cd extension && ../scripts/with-node.sh npm

.PHONY: help run test check check-python check-extension bench bench-quality bench-feeds bench-speed bench-extension extension reading-page format pictures clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

run: ## install, build the first index, start the service on 127.0.0.1:8765
	@scripts/install.sh run
	@$(PY) -m index ready
	@exec $(PY) -m server

test: check ## everything: also the true models, killed builds, the built extension and browser journeys
	@scripts/install.sh browser
	$(NPM) run --silent test:all
	$(PY) -m pytest -q -m slow

check: ## the quick inner loop: format, lint, types and quick tests of both languages
	@scripts/install.sh tools
	@scripts/install.sh extension
	@$(MAKE) --no-print-directory -j2 check-extension check-python

check-python:
	$(PY) -m ruff format --check -q index server tests bench
	$(PY) -m ruff check -q index server tests bench
	$(PY) -m mypy
	$(PY) -m pytest -q -m "not slow"

check-extension:
	$(NPM) run --silent check
	$(NPM) test --silent

format: ## put the code of both languages into its form
	$(PY) -m ruff check -q --fix index server tests bench
	$(PY) -m ruff format -q index server tests bench
	$(NPM) run --silent format

bench: bench-quality bench-feeds bench-speed bench-extension ## every measurement

bench-quality: ## how well lookups find what readers ask for
	@scripts/install.sh peers
	$(PY) -m bench.quality
	$(PY) -m bench.side

bench-feeds: ## what becomes of a real feed, and of reporting without a field for its claim
	@scripts/install.sh tools
	$(PY) -m bench.feeds
	$(PY) -m bench.reported_claims

bench-speed: ## how fast lookups are beside encoding alone, beside other engines, and with ten million vectors (an hour)
	@scripts/install.sh peers
	$(PY) -m bench.speed feed
	$(PY) -m bench.cold
	$(PY) -m bench.peer_speed
	$(PY) -m bench.growth

bench-extension: ## what the extension itself takes in a browser, and which sentences of a page it asks about
	@scripts/install.sh browser
	@scripts/install.sh tools
	@scripts/install.sh extension
	$(NPM) run --silent build
	$(PY) -m bench.checkworthy
	$(PY) -m bench.extension

extension: ## build the extension's zips for Chrome and Firefox, and the folders to load unpacked
	@scripts/install.sh extension
	$(NPM) run --silent build
	$(NPM) run --silent zip
	@ls extension/.output/*.zip

reading-page: ## make server/static/reading-page.js again from extension/
	@scripts/install.sh extension
	$(NPM) run --silent reading-page

pictures: ## make the pictures of docs/images again, by the journeys that see them
	@scripts/install.sh browser
	@scripts/install.sh tools
	@scripts/install.sh extension
	$(NPM) run --silent build
	$(PY) -m pytest -q -m slow $(SEEN)
	cd tests && ../$(PY) -m journey.pictures

clean: ## remove what was built, not what was installed nor the index
	rm -rf extension/.output extension/.wxt tests/journey/out .mypy_cache .ruff_cache .pytest_cache
