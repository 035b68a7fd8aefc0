# Everything a newcomer needs; `make help` lists it.
CONFIGURATION := Release

.PHONY: help build quickstart test format bench chaos clean

help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Build everything, warnings are errors
	dotnet build BenchHub.sln -c $(CONFIGURATION) -v quiet --nologo

quickstart: ## A real comparison within a minute, with a killed silo in the middle
	./benchhub quickstart

test: ## Install what the tests need, run all of them
	scripts/test

format: ## Check the formatting
	dotnet format BenchHub.sln --verify-no-changes

bench: ## Measure against peers and physical limits (bench/README.md)
	scripts/bench

chaos: ## Break a cluster 200 times and prove that nothing is lost (root, to cut networks and fill disks); FAULTS=20 is a short one
	./benchhub chaos --faults $(or $(FAULTS),200) --seed $(or $(SEED),20261) --json

clean: ## Remove what was built
	rm -rf artifacts
