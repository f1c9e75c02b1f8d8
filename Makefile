# 'make help' lists what can be made. Needs swift 6.2 or newer; 'make setup' brings libcsv.

PREFIX ?= /usr/local
DESTDIR ?=
# A built command for 'make demo' to use instead of building one.
FORECAST ?=

# The suite, or a part of it: make test FILTER=WindowingTests.
FILTER ?=

# What 'make fuzz' attacks, with how many inputs.
TARGET ?= csv
RUNS ?= 1000000

# Four folders, because a build with other flags in the same folder compiles everything again: the release
# binary, the tests (optimised too, with internal declarations visible to them), the static binary to install, fuzzers.
BUILD := .build
TESTS := .build-tests
STATIC := .build-install
FUZZ := .build-fuzz
ifeq ($(shell uname -s),Darwin)
    CSV := $(shell brew --prefix libcsv 2>/dev/null)
    CSV_FLAGS := $(if $(CSV),-Xcc -I$(CSV)/include -Xlinker -L$(CSV)/lib)
else
    # On macOS the runtime is a part of the system; elsewhere it is linked into the installed binary.
    STATIC_FLAGS := --static-swift-stdlib -Xlinker -s
endif
FLAGS := -c release --scratch-path $(BUILD) $(CSV_FLAGS)
TEST_BUILD := -c release --scratch-path $(TESTS) $(CSV_FLAGS) -Xswiftc -enable-testing
TEST_RUN := $(TEST_BUILD) --disable-testable-imports --disable-xctest
SWIFT_FILES := Package.swift Sources Tests $(wildcard Benchmarks)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup build demo test fuzz lint format docs notebooks pretrain install uninstall clean

help: ## list the targets
	@echo "usage: make TARGET"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile
	@echo "variables: PREFIX=$(PREFIX) (where 'make install' installs), DESTDIR (prepended to it)"

setup: ## check swift and install libcsv if its header is missing
	@sh .ci/setup $(CSV)

build: setup ## build the release binary, .build/release/forecast
	@swift build $(FLAGS) --product forecast

demo: $(if $(FORECAST),,setup) ## build, then fit and predict on datasets/prices.csv
	@$(if $(FORECAST),,swift build $(FLAGS) --product forecast >&2)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && trap 'exit 130' INT TERM && \
	ln -s "$(CURDIR)/datasets" "$$folder/datasets" && cd "$$folder" && \
	forecast="$(or $(FORECAST),$(CURDIR)/$(BUILD)/release/forecast)" && \
	echo '+ forecast fit datasets/prices.csv' && "$$forecast" fit datasets/prices.csv && \
	echo && echo '+ forecast predict --horizon 5' && "$$forecast" predict --horizon 5

test: setup $(if $(FILTER),,lint) ## check style, documentation and tests; FILTER=NAME runs only some tests
	@swift build $(TEST_BUILD) --build-tests
	@$(if $(FILTER),,sh .ci/docs $(TESTS))
	@swift test $(TEST_RUN) --skip-build $(if $(FILTER),--filter '$(FILTER)')
	@echo "make test: $(if $(FILTER),the chosen tests pass,style, documentation and tests hold)"

fuzz: setup ## attack a reader with random inputs; TARGET=csv, time, tsf or model, RUNS=1000000
	@FORECAST_FUZZ=1 swift build -c release --scratch-path $(FUZZ) $(CSV_FLAGS) -Xswiftc -sanitize=fuzzer \
	    -Xswiftc -use-ld=lld --product fuzz-$(TARGET)
	@mkdir -p $(FUZZ)/found/$(TARGET)
	@SWIFT_BACKTRACE=enable=no $(FUZZ)/release/fuzz-$(TARGET) -runs=$(RUNS) -max_len=4096 -rss_limit_mb=2048 -timeout=10 -detect_leaks=1 \
	    -artifact_prefix=$(FUZZ)/found/$(TARGET)- -dict=Tests/Fuzzing/$(TARGET)/dictionary.txt \
	    $(FUZZ)/found/$(TARGET) $(wildcard Tests/Fuzzing/$(TARGET)/seeds)

lint: ## check the style of every Swift file
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	@echo "style: every file passes"

format: ## bring every Swift file into the project's style
	@swift format --in-place --parallel --recursive $(SWIFT_FILES)

docs: setup ## build the library's documentation; a warning is an error
	@swift build $(FLAGS) --target Forecasting
	@sh .ci/docs $(BUILD)

notebooks: setup ## run the commands of README and notebooks and write their outputs into them
	@FORECAST_REFRESH_NOTEBOOKS=1 swift test $(TEST_RUN) --filter NotebookTests.PageTests

# Networks to train: make pretrain NETWORKS='monthly hourly'; none: all.
NETWORKS ?=

pretrain: setup ## train the networks of '--model pretrained' from nothing, about an hour; goes on where it was ended
	@swift build $(FLAGS) --product pretrain
	@$(BUILD)/release/pretrain $(NETWORKS)

BIN := $(DESTDIR)$(PREFIX)/bin/forecast
SHARE := $(DESTDIR)$(PREFIX)/share
BASH := $(SHARE)/bash-completion/completions/forecast
ZSH := $(SHARE)/zsh/site-functions/_forecast
FISH := $(SHARE)/fish/vendor_completions.d/forecast.fish

# A file, not a phony target: after 'make .build-install/release/forecast', 'sudo make install' only copies.
$(STATIC)/release/forecast: Package.swift $(shell find Sources -type f 2>/dev/null)
	@$(MAKE) --no-print-directory setup
	@swift build -c release --scratch-path $(STATIC) $(CSV_FLAGS) $(STATIC_FLAGS) --product forecast
	@if command -v ldd >/dev/null && ldd $@ | grep -E 'libswift|libFoundation|libdispatch'; then \
	    echo "error: the binary needs Swift's runtime, which a user may not have" >&2; rm $@; exit 1; fi
	@touch $@

install: $(STATIC)/release/forecast ## install the binary, which needs no Swift to run, and shell completions
	@mkdir -p $(dir $(BIN) $(BASH) $(ZSH) $(FISH))
	@install -m 755 $< $(BIN)
	@$< --generate-completion-script bash >$(BASH)
	@$< --generate-completion-script zsh >$(ZSH)
	@$< --generate-completion-script fish >$(FISH)
	@echo "installed $(BIN)"

uninstall: ## remove what 'make install' installed
	@rm -f $(BIN) $(BASH) $(ZSH) $(FISH)

clean: ## remove what was built
	@rm -rf $(BUILD) $(TESTS) $(STATIC) $(FUZZ)
