# The operator: self-contained, trimmed, precompiled, on a base without a shell or a package manager.

# Bases by digest, each of an index for amd64 and arm64: the same source yields the same image. A bot moves them (.github/dependabot.yml).

# Compiled on the machine's own platform, for the platform that is asked for.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0@sha256:e70cdb7f80b0348f5cb85f19a8f670fca061f033d57eed12fa003d58b0e06317 AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN case "$TARGETARCH" in arm64) runtime=linux-arm64 ;; *) runtime=linux-x64 ;; esac && hack/publish-layout /layout "$runtime"

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled@sha256:dc5cd0c7d0a39b825312b4f0986d99b9adf9b6a3af69bc23cd345c27d9ed916a
ARG REVISION=unknown
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="identity-center-operator" \
      org.opencontainers.image.description="Keeps AWS IAM Identity Center as declared in Kubernetes." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
# A debugger's socket would want to be written to a file system that is read-only; the collector's youngest generation is kept small, for a third less memory.
ENV DOTNET_EnableDiagnostics=0 \
    DOTNET_GCgen0size=400000
COPY --from=build /layout /
USER 1654:1654
EXPOSE 8080
ENTRYPOINT ["/app/identity-center-operator"]
CMD ["run", "--bind=0.0.0.0:8080", "--json-logs"]
