# mod_newsfilter: `make help` lists the targets.
#
# Everything is built out of tree, in $(BUILD)/$(VARIANT).

VARIANT ?= release
BUILD ?= build
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
OUT := $(BUILD)/$(VARIANT)
VERSION := 0.1.0

CC ?= cc
PKG_CONFIG ?= pkg-config
APXS ?= $(shell command -v apxs 2>/dev/null || command -v apxs2 2>/dev/null)

# One short line a command; V=1 shows the whole.
say = $(if $(V),,@echo "  $(1)" && )

# These are empty before `make deps`; targets that install start a second
# make afterwards, which sees the values.
CORE_PKGS := apr-1 apr-util-1 libxml-2.0 jansson
CORE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(CORE_PKGS) 2>/dev/null)
CORE_LIBS := $(shell $(PKG_CONFIG) --libs $(CORE_PKGS) 2>/dev/null)
XXHASH_LIBS := $(shell $(PKG_CONFIG) --libs libxxhash 2>/dev/null)
CMOCKA_CFLAGS := $(shell $(PKG_CONFIG) --cflags cmocka 2>/dev/null)
CMOCKA_LIBS := $(shell $(PKG_CONFIG) --libs cmocka 2>/dev/null)
HTTPD_CFLAGS := $(if $(APXS),-I$(shell $(APXS) -q INCLUDEDIR))
LIBEXECDIR ?= $(if $(APXS),$(shell $(APXS) -q LIBEXECDIR))
INCLUDEDIR ?= $(if $(APXS),$(shell $(APXS) -q INCLUDEDIR))
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man

# What is installed is optimised at link time, where the compiler can make
# objects that link without it as well: the tests do, they are many.
LTO_FLAGS := -flto=auto -ffat-lto-objects
LTO := $(if $(shell $(CC) $(LTO_FLAGS) -Werror -x c -c -o /dev/null /dev/null \
    2>/dev/null && echo yes),$(LTO_FLAGS))

WARN := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
    -Wmissing-prototypes -Wformat=2 -Wvla -Wno-unused-parameter
CFLAGS_release := -O3 -g -D_FORTIFY_SOURCE=2 $(LTO)
CFLAGS_asan := -O1 -g -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CFLAGS_coverage := -O0 -g --coverage
CFLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-recover=undefined
LDFLAGS_asan := -fsanitize=address,undefined
LDFLAGS_coverage := --coverage
LDFLAGS_fuzz := -fsanitize=fuzzer,address,undefined
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden $(WARN) \
    $(CFLAGS_$(VARIANT)) $(CORE_CFLAGS) $(CPPFLAGS) $(CFLAGS)
ALL_LDFLAGS = -Wl,--as-needed $(LDFLAGS_$(VARIANT)) $(LDFLAGS)
TEST_LDFLAGS = $(if $(LTO),-fno-lto) $(ALL_LDFLAGS)

SRC := mod_newsfilter
CORE_SRCS := $(wildcard $(SRC)/page/*.c $(SRC)/detect/*.c \
    $(SRC)/render/*.c $(SRC)/rules/*.c)
GLUE_SRCS := $(wildcard $(SRC)/mod_newsfilter.c $(SRC)/httpd/*.c)
CLI_SRCS := $(wildcard $(SRC)/cli/*.c)
UNIT_SRCS := $(wildcard tests/unit/test_*.c)
BENCH_SRCS := $(wildcard tests/bench/*.c)
FUZZ_SRCS := $(wildcard tests/fuzz/fuzz_*.c)
ALL_SRCS := $(CORE_SRCS) $(GLUE_SRCS) $(CLI_SRCS) $(UNIT_SRCS) $(BENCH_SRCS) \
    $(FUZZ_SRCS) tests/fuzz/replay.c

obj = $(patsubst %.c,$(OUT)/obj/%.o,$(1))
CORE_OBJS := $(call obj,$(CORE_SRCS))
GLUE_OBJS := $(call obj,$(GLUE_SRCS))
CLI_OBJS := $(call obj,$(CLI_SRCS))
UNIT_BINS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(UNIT_SRCS))
FUZZ_BINS := $(patsubst tests/fuzz/%.c,$(OUT)/fuzz/%,$(FUZZ_SRCS))

LIB := $(OUT)/libnewsfilter.a
CLI := $(OUT)/newsfilter
MODULE := $(OUT)/mod_newsfilter.so
BENCH := $(OUT)/bench

##@ Build

all: $(CLI) $(MODULE)  ## the module and the command line tool (default)

$(LIB): $(CORE_OBJS)
	@rm -f $@
	$(call say,AR   $@)$(AR) rcs $@ $^

$(CLI): $(CLI_OBJS) $(LIB)
	$(call say,LD   $@)$(CC) $(ALL_LDFLAGS) -Wl,--no-undefined -o $@ $^ $(CORE_LIBS)

$(MODULE): $(GLUE_OBJS) $(LIB)
	$(call say,LD   $@)$(CC) -shared $(ALL_LDFLAGS) -o $@ $^ $(CORE_LIBS) \
	    $(XXHASH_LIBS)

$(call obj,$(GLUE_SRCS)): ALL_CFLAGS += $(HTTPD_CFLAGS)

$(OUT)/obj/%.o: %.c | tools-there
	@mkdir -p $(@D)
	$(call say,CC   $<)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/tests/%.o: tests/unit/%.c | tools-there
	@mkdir -p $(@D)
	$(call say,CC   $<)$(CC) $(ALL_CFLAGS) $(CMOCKA_CFLAGS) -MMD -MP -I$(SRC) \
	    -c -o $@ $<

.SECONDARY: $(UNIT_BINS:=.o)

$(OUT)/tests/%: $(OUT)/tests/%.o $(LIB)
	$(call say,LD   $@)$(CC) $(TEST_LDFLAGS) -o $@ $< $(LIB) $(CORE_LIBS) \
	    $(CMOCKA_LIBS) $(XXHASH_LIBS)

$(BENCH): $(call obj,$(BENCH_SRCS)) $(LIB)
	$(call say,LD   $@)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(CORE_LIBS)

# Without the libraries the compiler's first error says little.
tools-there:
	@$(if $(and $(CORE_LIBS),$(XXHASH_LIBS)),,tools/deps --check build)

# Without libFuzzer a fuzzer reads the files that it is given.
REPLAY := $(if $(filter fuzz,$(VARIANT)),,$(call obj,tests/fuzz/replay.c))

$(OUT)/fuzz/%: tests/fuzz/%.c $(LIB) $(REPLAY)
	@mkdir -p $(@D)
	$(call say,CC   $<)$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -I$(SRC) $(ALL_LDFLAGS) \
	    -o $@ $< $(REPLAY) $(LIB) $(CORE_LIBS)

$(OUT)/features: tools/model/features.c $(LIB)
	$(call say,CC   $<)$(CC) $(ALL_CFLAGS) -I$(SRC) $(ALL_LDFLAGS) -o $@ $< $(LIB) \
	    $(CORE_LIBS)

features: $(OUT)/features  ## what the models see (tools/model/README.md)

units: $(UNIT_BINS) $(BENCH)

fuzzers: $(FUZZ_BINS)

deps:  ## install what is missing to build and test (apt)
	@tools/deps build test

install: all  ## apxs's LIBEXECDIR, INCLUDEDIR, PREFIX/bin; DESTDIR is honoured
	install -D -m 644 $(MODULE) \
	    $(DESTDIR)$(LIBEXECDIR)/mod_newsfilter.so
	install -D -m 644 $(SRC)/mod_newsfilter.h \
	    $(DESTDIR)$(INCLUDEDIR)/mod_newsfilter.h
	install -D -m 755 $(CLI) $(DESTDIR)$(BINDIR)/newsfilter
	install -D -m 644 docs/newsfilter.1 \
	    $(DESTDIR)$(MANDIR)/man1/newsfilter.1

clean:  ## remove everything that was built
	rm -rf $(BUILD) compile_commands.json

##@ Try

demo:  ## serve the sample site (DOCROOT=dir, BACKEND=url, PORT=n)
	@tools/deps build
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@BUILD='$(BUILD)' MODULE='$(MODULE)' DOCROOT='$(DOCROOT)' \
	    BACKEND='$(BACKEND)' PORT='$(PORT)' tools/demo

##@ Test

test:  ## install, build (release, asan), run everything, one summary
	@tools/deps build test
	@$(MAKE) --no-print-directory -j$(JOBS) all units
	@$(MAKE) --no-print-directory -j$(JOBS) all units fuzzers VARIANT=asan
	@tests/run '$(BUILD)' units units-asan it it-asan checks

check-unit: units  ## unit tests of VARIANT
	@tests/run '$(BUILD)' $(if $(filter asan,$(VARIANT)),units-asan,units)

check-it: all  ## integration tests of VARIANT
	@tests/run '$(BUILD)' $(if $(filter asan,$(VARIANT)),it-asan,it)

check: all  ## the checks of tests/checks, fixtures among them
	@tests/run '$(BUILD)' checks

bless: $(CLI)  ## show how the answers differ from the fixtures
	@tests/checks/fixtures.t --diff '$(CLI)'

fuzz:  ## each fuzzer for SECONDS (20), with clang's libFuzzer
	@tools/deps build fuzz
	@$(MAKE) --no-print-directory -j$(JOBS) fuzzers VARIANT=fuzz CC=clang
	@tests/fuzz/run '$(BUILD)/fuzz/fuzz' '$(or $(SECONDS),20)'

coverage:  ## line coverage of the core by the unit tests
	@$(MAKE) --no-print-directory -j$(JOBS) all units VARIANT=coverage
	@tests/coverage '$(BUILD)/coverage'

bench: all  ## everything it costs, into docs/bench.md (PAGES=dir)
	@tools/deps bench
	@$(MAKE) --no-print-directory '$(BENCH)'
	@NF_MODULE='$(MODULE)' tests/bench/all '$(BENCH)' docs/bench.md \
	    $(or $(PAGES),fixtures)

bench-library: $(CLI)  ## only beside libxml2's SAX parse (PAGES=dir, LIMIT=1)
	@tools/deps bench
	@$(MAKE) --no-print-directory '$(BENCH)'
	@LIMIT=$(LIMIT) tests/bench/run '$(BENCH)' $(or $(PAGES),fixtures)

growth:  ## time for a KB of a page of 1 MB and of 16 MB, by its shape
	@$(MAKE) --no-print-directory '$(BENCH)'
	@$(BENCH) growth $(or $(ROUNDS),3) 1024 16384

lint: compile_commands.json  ## clang-format, clang-tidy, own checks
	@tools/deps lint
	@tests/lint $(filter-out %/entities.c,$(ALL_SRCS))

format:  ## clang-format all sources in place (tables excepted)
	@tools/deps lint
	@clang-format -i $(filter-out %/entities.c,$(ALL_SRCS)) \
	    $(filter-out %_table.h %_model.h %_css.h %_hash.h, \
	        $(wildcard $(SRC)/*/*.h))

compile_commands.json: Makefile $(ALL_SRCS)  ## for editors and clang-tidy
	@{ printf '['; sep=; for f in $(ALL_SRCS); do \
	    printf '%s\n{"directory": "%s", "file": "%s",\n "command": "%s"}' \
	        "$$sep" '$(CURDIR)' $$f '$(subst ",\",$(CC) \
	            $(filter-out $(LTO_FLAGS),$(ALL_CFLAGS)) \
	            $(HTTPD_CFLAGS) $(CMOCKA_CFLAGS) -I$(SRC)) -c '$$f; \
	    sep=,; \
	done; echo; echo ']'; } > $@

help:  ## this list
	@awk -F ':.*## ' '/^##@/ { print "\n" substr($$0, 5) } \
	    /^[a-z_.-]+:.*## / { printf "  %-24s %s\n", $$1, $$2 }' Makefile

-include $(CORE_OBJS:.o=.d) $(GLUE_OBJS:.o=.d) $(CLI_OBJS:.o=.d)
-include $(UNIT_BINS:=.d) $(FUZZ_BINS:=.d) \
    $(patsubst %.o,%.d,$(call obj,$(BENCH_SRCS)))

.PHONY: all units features fuzzers tools-there deps install clean demo test check \
    check-unit check-it fuzz bless coverage bench bench-library growth lint \
    format help
