# Targets for people. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CONFIGURATION ?= Release

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## Build everything, warnings as errors
	dotnet build Operator.sln --configuration $(CONFIGURATION) --verbosity quiet

.PHONY: test
test: ## Run all tests, on a real kube-apiserver and etcd
	@hack/run-tests

.PHONY: soak
soak: ## Live for an hour with everything going wrong (SOAK_MINUTES=n, SOAK_SEED=n lives a run again)
	@hack/soak

.PHONY: demo
demo: ## Show the main job on this machine: YAML in, permission sets out, drift healed (DEMO_EXIT=1 ends after the show)
	@hack/demo

.PHONY: run
run: ## Run the operator against the current kubeconfig context and the default AWS credentials
	dotnet run --project src/Operator --configuration $(CONFIGURATION) -- run

.PHONY: crds
crds: ## Regenerate config/crds and docs/reference from the entity classes, and what follows from them
	dotnet run --project hack/crds --configuration $(CONFIGURATION)
	@$(MAKE) --no-print-directory packaging

.PHONY: packaging
packaging: ## Bring the chart and the kustomize base up to date with config/ and values.yaml
	dotnet run --project hack/packaging --configuration $(CONFIGURATION)

.PHONY: clients
clients: ## Regenerate the AWS clients from the service models
	dotnet run --project hack/aws-clients --configuration $(CONFIGURATION)

.PHONY: service-prefixes
service-prefixes: ## Bring the list of services that policies are held against up to date, from AWS's own (before a release)
	@hack/service-prefixes

.PHONY: format
format: ## Format the code (make format CHECK=1 only checks)
	dotnet format Operator.sln $(if $(CHECK),--verify-no-changes)

.PHONY: publish
publish: ## Publish the operator: self-contained, trimmed, ReadyToRun, into artifacts/operator
	dotnet publish src/Operator --configuration Release --runtime linux-x64 --self-contained --output artifacts/operator --verbosity quiet

.PHONY: image
image: ## Build the image with docker, podman or buildah (IMAGE=name:tag, PLATFORM=linux/arm64)
	@hack/image $(IMAGE)

.PHONY: publish-layout
publish-layout: ## Make the file tree of the image, without a container tool, in artifacts/image
	@hack/publish-layout artifacts/image

.PHONY: site
site: ## Build the pages under docs/ as a site, in artifacts/site (mkdocs 1.4 or later; hack/tools fetches it on Debian)
	@PATH="$$(hack/tools --path):$$PATH" mkdocs build --strict --quiet

.PHONY: bench
bench: ## List the benchmarks, which are run by hand
	@ls -1 hack/bench
