# One image for all roles: benchhub (command line, and the whole hub), benchhub-silo, benchhub-api.
#   docker build -t benchhub:0.1.0 .
#   docker build -t benchhub:0.1.0 --build-arg UPSTREAM_PACKAGES=false .    with stand-ins/ instead of the registry's Orleans and gRPC
FROM node:22-slim AS dashboard
WORKDIR /source
COPY src/Dashboard src/Dashboard
COPY tests/Api.Tests/openapi.verified.json tests/Api.Tests/openapi.verified.json
RUN mkdir -p src/Api && node src/Dashboard/build.mjs

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG UPSTREAM_PACKAGES=true
ENV BENCHHUB_UPSTREAM_PACKAGES=${UPSTREAM_PACKAGES}
WORKDIR /source
COPY . .
COPY --from=dashboard /source/src/Api/wwwroot src/Api/wwwroot
ENV BENCHHUB_DASHBOARD=prebuilt
# One after the other: they share what they build.
RUN dotnet publish src/Silo -c Release -o /out/silo --nologo \
 && dotnet publish src/Api -c Release -o /out/api --nologo \
 && dotnet publish src/Cli -c Release -o /out/cli --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
# The interpreter for the code of answers, and what contains it; SANDBOX=false leaves both out.
ARG SANDBOX=true
RUN if [ "$SANDBOX" = true ]; then \
      apt-get update \
      && apt-get install -y --no-install-recommends python3-minimal libpython3-stdlib bubblewrap \
      && rm -rf /var/lib/apt/lists/*; \
    fi
COPY --from=build /out /opt/benchhub
RUN ln -s /opt/benchhub/silo/BenchHub.Silo /usr/local/bin/benchhub-silo \
 && ln -s /opt/benchhub/api/BenchHub.Api /usr/local/bin/benchhub-api \
 && ln -s /opt/benchhub/cli/benchhub /usr/local/bin/benchhub
WORKDIR /tmp
# The base image's user 'app', by number, so that Kubernetes sees that it is not root.
USER 1654:1654
EXPOSE 8080 8081 11111 30000

FROM runtime AS silo
ENTRYPOINT ["benchhub-silo"]

FROM runtime AS api
ENTRYPOINT ["benchhub-api"]

# The default: Kubernetes names the command of each role.
FROM runtime AS benchhub
ENTRYPOINT ["benchhub"]
