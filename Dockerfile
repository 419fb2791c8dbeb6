# syntax=docker/dockerfile:1
# The production image: one process that serves pages, API and job steps. It keeps no state of its own, so any number of
# containers run beside each other. compose.yaml shows what it needs around it.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/run.cjs build && npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 FRONTDESK_DATA_DIR=/data STORAGE_DIR=/data/files
WORKDIR /app
COPY --from=build /app ./
# A new volume takes its owner from the folder that it is mounted over.
RUN mkdir -p /data/files && chown -R node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "scripts/start/probe.ts"]
CMD ["node", "--max-old-space-size=512", "--import=./scripts/processes/app-modules.ts", "scripts/start/serve.ts"]
