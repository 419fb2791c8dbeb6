import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findOutsideCalls, importsResilience } from "./outside-calls.ts";

/** Adapters, each of which calls by way of the resilience module. */
const ADAPTERS: readonly string[] = [
  "lib/platform/ai/chat-model.ts",
  "lib/platform/crawl/fetch-site.ts",
  "lib/platform/events/client.ts",
  "lib/platform/mail/send-mail.ts",
  "lib/platform/storage/s3-storage.ts",
  "lib/platform/stripe/stripe-client.ts",
];

/** What calls outside and not by way of it, each with the reason. */
const APART: Readonly<Record<string, string>> = {
  "lib/http/api-client.ts": "runs in browsers: the dashboard's calls of our own API",
  "components/shell/error-reports.ts":
    "runs in browsers: reports errors of the pages, where that is on",
  "app/api/auth/[...nextauth]/route.ts":
    "next-auth asks Google and Microsoft with the module's agent: see app/auth-provider-away.db.test.ts",
  "lib/platform/ai/openai-client.ts":
    "makes the client; chat-model.ts and embeddings.ts call with it, and nobody else imports it",
  "lib/platform/crawl/crawl-rules.ts":
    "looks names up, inside a call of fetch-site.ts and within its deadline",
  "lib/platform/crawl/exchange.ts":
    "asks the address that was checked, inside a call of fetch-site.ts; nobody else imports it",
  "lib/platform/db/client.ts":
    "the database: its pool has its own time limits, and nothing goes on without it",
  "lib/platform/parsing/run-child.ts":
    "starts our own reader of files, whose source is audited as well, and ends it in time",
  "lib/platform/resilience/agent-outside.ts": "the module itself",
  "lib/platform/resilience/fetch-outside.ts": "the module itself",
};

/** Senders of telemetry: in the background, at nobody's cost when they fail. */
const TELEMETRY = /^(?:lib\/platform\/telemetry\/|instrumentation|sentry)/;
const OF_TELEMETRY = /^@(?:sentry|opentelemetry)\//;

const FOLDERS = ["app", "components", "inngest", "lib"];
const NOT_SERVED = /\.test\.tsx?$|(?:^|\/)testing\/|\/generated\/|\.d\.ts$/;

function sources(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const roots = readdirSync(".").filter((name) =>
    /^(?:proxy|instrumentation.*|sentry.*)\.ts$/.test(name),
  );
  return [...files, ...roots].filter((path) => /\.tsx?$/.test(path) && !NOT_SERVED.test(path));
}

const findings = sources().flatMap((path) =>
  findOutsideCalls(path, readFileSync(path, "utf8"))
    .filter(({ what }) => !(TELEMETRY.test(path) && OF_TELEMETRY.test(what)))
    .map((found) => ({ path, ...found })),
);

test("nothing outside is called but by the adapters", () => {
  const known = new Set([...ADAPTERS, ...Object.keys(APART)]);
  const stray = findings.filter(({ path }) => !known.has(path));
  expect(stray.map(({ path, line, what }) => `${path}:${line} ${what}`)).toEqual([]);
});

test("each adapter calls by way of the resilience module", () => {
  const past = [...ADAPTERS, "lib/platform/ai/embeddings.ts"].filter(
    (path) => !importsResilience(path, readFileSync(path, "utf8")),
  );
  expect(past).toEqual([]);
});

test("a site is asked by nobody but the guarded fetch", () => {
  const users = sources().filter((path) =>
    /["'][^"']*\/exchange["']/.test(readFileSync(path, "utf8")),
  );
  expect(users).toEqual(["lib/platform/crawl/fetch-site.ts"]);
});

test("the client of the models is imported by nobody else", () => {
  const users = sources().filter((path) =>
    /["'][^"']*\/openai-client["']/.test(readFileSync(path, "utf8")),
  );
  expect(users.toSorted()).toEqual([
    "lib/platform/ai/chat-model.ts",
    "lib/platform/ai/embeddings.ts",
  ]);
});

test("no reason stands there for what is gone", () => {
  const found = new Set(findings.map(({ path }) => path));
  expect(Object.keys(APART).filter((path) => !found.has(path))).toEqual([]);
});

describe("the audit", () => {
  test.each([
    "await fetch(url);",
    "const { get } = { get: fetch };",
    "export const send = fetch;",
    "const client = { fetch };",
    "await globalThis.fetch(url);",
    'await globalThis["fetch"](url);',
    "new WebSocket(url);",
    "new EventSource(url);",
    "new XMLHttpRequest();",
    'navigator.sendBeacon("/x");',
    'import { request } from "undici";',
    'import https from "node:https";',
    'import * as http from "http";',
    'import { get } from "http";',
    'import { connect } from "node:net";',
    'import { isIP, connect as dial } from "node:net";',
    'import tls from "node:tls";',
    'import OpenAI from "openai";',
    'import { AzureOpenAI } from "openai/azure";',
    'import Stripe from "stripe";',
    'import { S3Client } from "@aws-sdk/client-s3";',
    'const sdk = await import("@aws-sdk/client-s3");',
    'const net = require("net");',
    'const net = process.getBuiltinModule("node:net");',
    'import net = require("node:net");',
    'export { request } from "undici";',
    'export * from "pg";',
    'import { google } from "googleapis";',
    'import { gmail } from "googleapis/build/src/apis/gmail/index.js";',
    'import { createTransport } from "nodemailer";',
    'import { Inngest } from "inngest";',
    'import { Middleware, Inngest } from "inngest";',
    'import pg from "pg";',
    'import { type PoolConfig, Pool } from "pg";',
    'import { PrismaPg } from "@prisma/adapter-pg";',
    'import NextAuth from "next-auth";',
    'import { createRemoteJWKSet } from "jose";',
    'import "@sentry/nextjs";',
    'import Redis from "ioredis";',
    'import { fromURL } from "cheerio";',
    'import { execFile } from "node:child_process";',
    'import { Worker } from "node:worker_threads";',
    'import { lookup } from "node:dns/promises";',
  ])("finds %s", (source) => {
    expect(findOutsideCalls("lib/domains/x/service.ts", source)).toHaveLength(1);
  });

  test.each([
    'import type OpenAI from "openai";',
    'import type * as Sdk from "@aws-sdk/client-s3";',
    'import { type PoolConfig } from "pg";',
    'import { isIP, SocketAddress } from "node:net";',
    'import { NonRetriableError } from "inngest";',
    "const { fetch: load } = options;",
    "interface Options { fetch: typeof load }",
    "queryClient.fetch(key);",
    "// fetch(url)",
    'const text = "fetch(url)";',
    "type F = (socket: WebSocket) => void;",
  ])("leaves %s alone", (source) => {
    expect(findOutsideCalls("lib/domains/x/service.ts", source)).toEqual([]);
  });

  test("tells an adapter that imports the module's types alone", () => {
    const types = 'import type { CallOptions } from "@/lib/platform/resilience/call-outside";';
    expect(importsResilience("x.ts", types)).toBe(false);
    const calls = 'import { callOutside } from "@/lib/platform/resilience/call-outside";';
    expect(importsResilience("x.ts", calls)).toBe(true);
  });
});
