# syntax=docker/dockerfile:1
# The operator: self-contained, trimmed, precompiled, on a base without a shell or a package manager.

# Compiled on the machine's own platform, for the platform that is asked for.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN case "$TARGETARCH" in arm64) runtime=linux-arm64 ;; *) runtime=linux-x64 ;; esac && hack/publish-layout /layout "$runtime"

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
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
