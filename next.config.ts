import type { NextConfig } from "next";
import { panelFileHeaders } from "./app/widget/panel/panel-files.ts";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types of everything; a first start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@sentry/nextjs",
    "@opentelemetry/api",
    "@node-rs/argon2",
    "pg",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  // No page uses what makes images smaller, and it would fetch any path as nobody.
  images: { unoptimized: true },
  // Uploads go through a route with a limit of its own; pasted texts come by action. What passes the proxy is cut off
  // without a word at that limit, so the actions' own must come first.
  experimental: {
    // Fewer and larger chunks, which are smaller together once they are compressed.
    turbopackChunking: {
      requestCost: 1_000_000,
      minChunkSize: 150_000,
      maxMergeChunkSize: 1_000_000,
    },
    serverActions: { bodySizeLimit: "12mb" },
    proxyClientMaxBodySize: "13mb",
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
      ],
    },
    {
      source: "/widget.js",
      headers: [
        { key: "cache-control", value: "public, max-age=300" },
        { key: "access-control-allow-origin", value: "*" },
      ],
    },
    ...panelFileHeaders(),
  ],
};

export default config;
