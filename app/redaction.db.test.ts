import pg from "pg";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { definePublicRoute } from "@/lib/http/define-route";
import { parseEnv } from "@/lib/env";
import { createAccount } from "@/lib/domains/access/sign-up";
import { readUsage } from "@/lib/domains/usage/service";
import { withTenant } from "@/lib/platform/db/transaction";
import { chatModel } from "@/lib/platform/ai/chat-model";
import { embedder } from "@/lib/platform/ai/embeddings";
import { reportPageError } from "@/lib/domains/ops/report-page-error";
import { sendMail } from "@/lib/platform/mail/send-mail";
import { alertOperators } from "@/lib/platform/telemetry/alert";
import { inSpan } from "@/lib/platform/telemetry/span";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { findActions, findHandlers, isDefined } from "@/lib/testing/attacks/endpoints";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { logged } from "@/lib/testing/captured-log";
import { receiveHttp, type HttpReceiver } from "@/lib/testing/http-receiver";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import {
  canary,
  EMAIL,
  MARK,
  MESSAGE,
  PERSON,
  quoteTheCall,
  reportTo,
  watchWhatIsTold,
} from "@/lib/testing/told";
import { turnOnTwoFactor } from "@/lib/testing/two-factor";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});
const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const PHONE = `+49 170 ${MARK} 5550123`;
const PASSWORD = canary("password-that-is-long-enough");
const URL_WITH_PASSWORD = `postgres://owner:${canary("database")}@127.0.0.1:9/none`;

/** Everything that is configured and secret, besides what a person sends. */
const CONFIGURED = {
  OPENAI_API_KEY: `sk-${canary("openai")}`,
  EMBEDDINGS_API_KEY: `sk-${canary("embeddings")}`,
  INNGEST_SIGNING_KEY: `signkey-prod-${canary("signing")}`,
  INNGEST_EVENT_KEY: canary("event"),
  SMTP_URL: `smtp://user:${canary("smtp")}@127.0.0.1:9`,
  GOOGLE_CLIENT_SECRET: canary("google"),
};

let outside: HttpReceiver;
let party: Party;
/** What no canary marks, since the product makes it itself. */
let made: string[];

beforeAll(async () => {
  outside = await receiveHttp();
  outside.answers = quoteTheCall;
  Object.assign(process.env, CONFIGURED, {
    OPENAI_BASE_URL: `${outside.url}/v1`,
    EMBEDDINGS_BASE_URL: `${outside.url}/v1`,
    RATE_LIMIT_PUBLIC_PER_MINUTE: "1000000",
    RATE_LIMIT_SIGN_UP_PER_HOUR: "1000000",
  });
  await reportTo(outside);
  party = await addParty();
  const { secret, recoveryCodes } = await turnOnTwoFactor(party.userIds.viewer);
  const sessions = Object.values(party.sessions);
  made = [party.keys.secret, party.keys.publishable, ...sessions, secret, ...recoveryCodes];
});
afterAll(() => outside.stop());

const { told, expectNoCanary: expectNone } = watchWhatIsTold(() => outside);
const expectNoCanary = () => expectNone(made);

const EVERYTHING = {
  ...{ email: EMAIL, name: PERSON, phone: PHONE, message: MESSAGE, text: MESSAGE },
  ...{ title: PERSON, question: MESSAGE, answer: MESSAGE, query: MESSAGE, password: PASSWORD },
  ...{ token: canary("token"), code: canary("code"), id: canary("id"), slug: canary("slug") },
  ...{ url: `https://${EMAIL}/`, origins: [MESSAGE], newPassword: PASSWORD },
};

/** An address of a route by its folders, with canaries in every place for something. */
function addressOf(name: string) {
  const params: Record<string, string | string[]> = {};
  const parts = (name.split(" ")[1] ?? "").split("/").map((part) => {
    const [, rest, id = ""] = /^\[+(\.\.\.)?(\w+)\]+$/.exec(part) ?? [];
    if (id === "") return part;
    params[id] = rest ? [canary("first"), EMAIL] : EMAIL;
    return rest ? `${canary("first")}/${encodeURIComponent(EMAIL)}` : encodeURIComponent(EMAIL);
  });
  const query = new URLSearchParams({ q: MESSAGE, email: EMAIL, key: canary("key") }).toString();
  return { path: `${parts.join("/")}?${query}`, params };
}

const handlers = await findHandlers();
const actions = await findActions();

test("no route tells of what it was sent, by whatever it was sent in", async () => {
  const callers: Record<string, string>[] = [
    { authorization: `Bearer ${canary("stolen")}`, cookie: `next-auth.session-token=${MARK}` },
    { authorization: `Bearer ${party.keys.secret}` },
    { authorization: `Bearer ${party.keys.publishable}` },
    { cookie: party.sessions.owner, "x-organization": party.slug },
    { cookie: party.sessions.owner, "x-organization": canary("slug") },
  ];
  for (const { name, method, handler } of handlers) {
    if (!isDefined(handler)) continue;
    const { definition } = handler;
    const { path, params } = addressOf(name);
    const sends = method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
    for (const given of callers) {
      const headers: Record<string, string> = {
        ...{ origin: "http://localhost:3000", "user-agent": MESSAGE, referer: MESSAGE },
        ...{ "idempotency-key": canary("key"), traceparent: canary("trace"), "x-real-ip": MESSAGE },
        ...given,
      };
      // Some streams end with their reader alone.
      const call = { method, path, params, headers, leaveAfterEvents: 1 };
      await callRoute(handler, sends ? { ...call, json: EVERYTHING } : call);
      if (sends && definition.body)
        await callRoute(handler, {
          ...{ ...call, body: `{"message": "${MESSAGE}` },
          headers: { ...headers, "content-type": "application/json" },
        });
    }
  }
  expect(logged.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(200);
  await expectNoCanary();
}, 120_000);

test("no action does, before and after sign-in", async () => {
  for (const cookie of ["", party.sessions.owner, `next-auth.session-token=${MARK}`]) {
    request.headers = requestOf({ cookie, "user-agent": MESSAGE, referer: MESSAGE });
    for (const action of actions.values()) {
      if (action.ofOneself ?? !action.permission) await action(EVERYTHING);
      else await action(party.slug, EVERYTHING);
    }
  }
  expect(logged.filter((line) => line.includes('"msg":"action"')).length).toBeGreaterThan(100);
  await expectNoCanary();
}, 120_000);

const failing = (fails: () => Promise<unknown>) =>
  definePublicRoute({ service: "web", summary: "Fails", unlimited: true, handler: fails });

const account = { name: PERSON, email: EMAIL, password: PASSWORD, organizationName: PERSON };
const nobody = new AbortController().signal;

const FAILURES: Record<string, () => Promise<unknown>> = {
  "an error with a message from a visitor": () => Promise.reject(new Error(MESSAGE)),
  "what has no class": () => Promise.reject(Object.assign(new Error(), { name: MESSAGE })),
  "a text that was thrown": async () => {
    throw MESSAGE as unknown as Error;
  },
  "an error whose stack is what was sent": () =>
    Promise.reject(Object.assign(new Error("x"), { stack: `Error: x\n    at ${MESSAGE} (a:1:1)` })),
  "a mistake in the code": async () => JSON.parse(`{"${MESSAGE}`) as unknown,
  "a bad address": async () => fetch(`http://user:${MARK}@127.0.0.1:9/`),
  "an error of ours with a cause of a driver": () =>
    Promise.reject(
      new AppError("unavailable", "Away.", { cause: new Error(`Key (email)=(${EMAIL}) exists`) }),
    ),
  "a value that the database does not take": () =>
    withTenant(party.context, (tx) => tx.$queryRaw`SELECT ${MESSAGE}::uuid`),
  "a row that is there already": async () => {
    await createAccount({ ...account, language: "en" }, newTraceId());
    await createAccount({ ...account, language: "en" }, newTraceId());
  },
  "a query with a wrong argument": () =>
    withTenant(party.context, (tx) => tx.knowledgeDocument.findMany({ where: { id: MESSAGE } })),
  "a database that is away": () => new pg.Client({ connectionString: URL_WITH_PASSWORD }).connect(),
  "a database that refuses its password": () => {
    const { runtimeUrl } = inject("testDatabase");
    const url = new URL(runtimeUrl);
    url.password = canary("database");
    url.pathname = `/${canary("nodatabase")}`;
    return new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 2_000 }).connect();
  },
  "a configuration with errors": async () =>
    parseEnv({ NEXTAUTH_SECRET: canary("short"), APP_URL: MESSAGE, SENTRY_DSN: MESSAGE }),
  "a mail server that is away": () =>
    sendMail({ to: EMAIL, subject: MESSAGE, text: MESSAGE }, nobody),
  "a model that quotes the key": async () => {
    const turns = [{ role: "user" as const, content: MESSAGE }];
    for await (const part of chatModel()!.stream(turns, 10, nobody)) void part;
  },
  "embeddings that quote the key": () => embedder()!.embed([MESSAGE], "documents", nobody),
  "a tenant that is none": () => readUsage({ ...party.context, tenantId: MESSAGE }),
};

test.each(Object.entries(FAILURES))("no failure does: %s", async (_, fails) => {
  await callRoute(failing(fails), { json: EVERYTHING });
  expect(logged.length).toBeGreaterThan(0);
  await expectNoCanary();
});

test("no page's error, alert or span does", async () => {
  reportPageError(new Error(MESSAGE));
  await runWithTrace({ traceId: newTraceId(), service: "ops" }, async () => {
    alertOperators("job_dead_letter", "a job failed", { job_id: "1" }, new Error(MESSAGE));
    const failed = inSpan("step", { "user.email": EMAIL }, () =>
      Promise.reject(new Error(MESSAGE)),
    );
    await expect(failed).rejects.toThrow();
  });
  await expectNoCanary();
  const text = await told();
  for (const place of ["/v1/traces", "/v1/metrics", "/api/7/envelope/"])
    expect(text).toContain(place);
});
