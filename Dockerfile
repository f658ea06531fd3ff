# Build: compile with the development dependencies, then keep only what runs.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No script of a package runs here.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY tools tools
COPY src src
# The documents, which the server serves at /docs.
COPY README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE ./
COPY docs docs
COPY deploy deploy
COPY wsdl wsdl
RUN npm run build && npm prune --omit=dev --ignore-scripts
# What the install script of the embedded PostgreSQL would do: the server does it where it may write.
RUN node --input-type=module -e "await (await import('/app/dist/store/embedded/binaries.js')).findBinaries(null, () => Promise.reject(new Error('its programs do not run')))"

FROM node:24.21.0-bookworm-slim
ARG VERSION=unreleased
LABEL org.opencontainers.image.title="Handover" \
  org.opencontainers.image.description="Task-reassignment server that keeps legacy srv.asmx clients working, on PostgreSQL" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="$VERSION"
WORKDIR /app
# The demo is for one's own machine, and a container is not that.
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data DEMO=off
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY bin bin
# A folder of its own on the path, with the name that people type.
RUN mkdir path && ln -s ../bin/handover.js path/handover
ENV PATH=/app/path:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY package.json LICENSE ./
COPY wsdl wsdl
COPY migrations migrations
COPY fixtures fixtures
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# A first start makes a database.
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||8080)+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/main.js"]
