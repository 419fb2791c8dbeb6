import { newId } from "@/lib/core/ids";
import type { Call } from "../call-route";
import type { Records } from "./parties";
import type { Kind } from "./principals";
import type { RouteCase } from "./route-case";
import { VISITOR_CASES, VISITOR_PATHS } from "./visitor-cases";

const READERS: Kind[] = ["secret", "owner", "admin", "member", "viewer"];
const WRITERS: Kind[] = ["secret", "owner", "admin", "member"];
const DELETERS: Kind[] = ["secret", "owner", "admin"];
const MEMBERS: Kind[] = ["owner", "admin", "member", "viewer"];
const VISITORS: Kind[] = ["publishable", "secret", "owner", "admin", "member"];

const text = { title: "Opening hours", text: "We are open from nine to five." };
const faq = { question: "Is there a garage?", answer: "Yes, behind the house." };

function byId(
  id: (records: Records) => string,
  call: Omit<RouteCase, "own" | "foreign">,
  json?: object,
): RouteCase {
  const own = (records: Records): Call => ({
    params: { id: id(records) },
    path: `/${id(records)}`,
    ...(json && { json }),
  });
  return { ...call, own, foreign: { "id in the path": own } };
}

function versionOf(id: (records: Records) => string): RouteCase {
  const own = (records: Records): Call => ({
    params: { id: id(records), number: "1" },
    path: `/${id(records)}/versions/1`,
  });
  const call = { allows: READERS, status: 200, shows: true };
  return { ...call, own, foreign: { "id in the path": own } };
}

const without = (
  call: Omit<RouteCase, "own" | "foreign">,
  made: () => Call = () => ({}),
): RouteCase => ({ ...call, own: made, foreign: {} });

/** One case for each handler of a route that knows its callers. A handler without one fails the suite. */
export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = {
  "GET /api/v1/audit": without({ allows: ["owner", "admin"], status: 200, shows: true }),
  "GET /api/v1/audit/export": without({ allows: ["owner", "admin"], status: 200, shows: true }),
  "GET /api/v1/documents": without({ allows: READERS, status: 200, shows: true }),
  "POST /api/v1/documents": without({ allows: WRITERS, status: 202, shows: false }, () => ({
    json: text,
  })),
  "POST /api/v1/documents/bulk": without({ allows: ["secret"], status: 202, shows: false }, () => ({
    json: { documents: [text] },
  })),
  "GET /api/v1/documents/[id]": byId((r) => r.documentId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "PATCH /api/v1/documents/[id]": byId(
    (r) => r.documentId,
    { allows: WRITERS, status: 200, shows: true },
    { url: "https://changed.example/" },
  ),
  "DELETE /api/v1/documents/[id]": byId((r) => r.documentId, {
    allows: DELETERS,
    status: 204,
    shows: false,
    ends: true,
  }),
  "GET /api/v1/documents/[id]/versions": byId((r) => r.documentId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "GET /api/v1/documents/[id]/versions/[number]": versionOf((r) => r.documentId),
  "GET /api/v1/documents/[id]/passages": byId((r) => r.documentId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "POST /api/v1/documents/[id]/explain": byId(
    (r) => r.documentId,
    { allows: READERS, status: 200, shows: true },
    { query: "When does the parking garage open?" },
  ),
  "GET /api/v1/flags": without({ allows: READERS, status: 200, shows: true }),
  "GET /api/v1/faqs": without({ allows: READERS, status: 200, shows: true }),
  "POST /api/v1/faqs": without({ allows: WRITERS, status: 202, shows: false }, () => ({
    json: faq,
  })),
  "GET /api/v1/faqs/[id]": byId((r) => r.faqId, { allows: READERS, status: 200, shows: true }),
  "PATCH /api/v1/faqs/[id]": byId(
    (r) => r.faqId,
    { allows: WRITERS, status: 200, shows: true },
    { url: "https://changed.example/" },
  ),
  "DELETE /api/v1/faqs/[id]": byId((r) => r.faqId, {
    allows: DELETERS,
    status: 204,
    shows: false,
    ends: true,
  }),
  "GET /api/v1/sources": without({ allows: READERS, status: 200, shows: true }),
  "POST /api/v1/sources": without({ allows: WRITERS, status: 202, shows: false }, () => ({
    json: { address: `https://${newId()}.example.test/` },
  })),
  "GET /api/v1/sources/[id]": byId((r) => r.sourceId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "DELETE /api/v1/sources/[id]": byId((r) => r.sourceId, {
    allows: DELETERS,
    status: 204,
    shows: false,
    ends: true,
  }),
  "GET /api/v1/sources/[id]/pages": byId((r) => r.sourceId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "POST /api/v1/sources/[id]/sync": byId((r) => r.sourceId, {
    allows: WRITERS,
    status: 202,
    shows: false,
  }),
  "POST /api/v1/search": without({ allows: READERS, status: 200, shows: true }, () => ({
    json: { query: "When does the parking garage open?" },
  })),
  "POST /api/v1/chat": {
    allows: VISITORS,
    status: 200,
    shows: false,
    own: ({ conversationId, visitorToken }) => ({
      json: { message: "And on Sundays?", conversationId, visitorToken },
    }),
    foreign: {
      "conversation and its token": ({ conversationId, visitorToken }) => ({
        json: { message: "And on Sundays?", conversationId, visitorToken },
      }),
      "conversation without a token": ({ conversationId }) => ({
        json: { message: "And on Sundays?", conversationId },
      }),
      "conversation with a token of one's own": ({ conversationId }, { visitorToken }) => ({
        json: { message: "And on Sundays?", conversationId, visitorToken },
      }),
      "token alone": ({ visitorToken }) => ({ json: { message: "And on Sundays?", visitorToken } }),
      "conversation, as a stream": ({ conversationId, visitorToken }) => ({
        json: { message: "And on Sundays?", conversationId, visitorToken },
        headers: { accept: "text/event-stream" },
      }),
    },
  },
  ...VISITOR_CASES,
  "GET /api/v1/first-run": without({
    allows: ["owner", "admin", "member", "viewer"],
    status: 200,
    shows: false,
  }),
  "GET /api/v1/conversations": without({ allows: READERS, status: 200, shows: true }, () => ({
    path: "/?filter=all",
  })),
  "GET /api/v1/conversations/counts": without({ allows: READERS, status: 200, shows: false }),
  "GET /api/v1/conversations/events": without(
    { allows: ["owner", "admin", "member", "viewer"], status: 200, shows: false },
    () => ({ leaveAfterEvents: 2 }),
  ),
  "GET /api/v1/conversations/settings": without({
    allows: ["owner", "admin", "member", "viewer"],
    status: 200,
    shows: false,
  }),
  "GET /api/v1/conversations/[id]": byId((r) => r.conversationId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "DELETE /api/v1/conversations/[id]": byId((r) => r.conversationId, {
    allows: DELETERS,
    status: 200,
    shows: false,
    ends: true,
  }),
  "GET /api/v1/conversations/[id]/messages": byId((r) => r.conversationId, {
    allows: READERS,
    status: 200,
    shows: true,
  }),
  "GET /api/v1/widget": without({ allows: ["publishable"], status: 200, shows: true }),
  "GET /api/v1/widget-settings": without({
    allows: ["owner", "admin"],
    status: 200,
    shows: true,
  }),
  "GET /api/v1/keys": without({ allows: ["owner", "admin"], status: 200, shows: true }),
  "GET /api/v1/members": without({
    allows: ["owner", "admin", "member", "viewer"],
    status: 200,
    shows: true,
  }),
  "GET /api/v1/invitations": without({ allows: ["owner", "admin"], status: 200, shows: true }),
  "GET /api/v1/gaps": without({ allows: MEMBERS, status: 200, shows: true }),
  "GET /api/v1/gaps/[id]": byId((r) => r.gapId, { allows: MEMBERS, status: 200, shows: true }),
  "GET /api/v1/gaps/[id]/questions": byId((r) => r.gapId, {
    allows: MEMBERS,
    status: 200,
    shows: true,
  }),
  "GET /api/v1/test-questions": without({ allows: MEMBERS, status: 200, shows: true }),
  "GET /api/v1/test-runs": without({ allows: MEMBERS, status: 200, shows: false }),
  "GET /api/v1/test-runs/[id]": byId((r) => r.testRunId, {
    allows: MEMBERS,
    status: 200,
    shows: true,
  }),
  "GET /api/v1/usage": without({ allows: ["owner", "admin"], status: 200, shows: true }),
  "GET /api/v1/insights": without({
    allows: ["owner", "admin", "member", "viewer"],
    status: 200,
    shows: false,
  }),
  "GET /api/v1/insights/settings": without({ allows: MEMBERS, status: 200, shows: false }),
  "GET /api/jobs": without({ allows: READERS, status: 200, shows: false }),
  "GET /api/jobs/[id]": byId((r) => r.jobId, { allows: READERS, status: 200, shows: false }),
  "POST /api/jobs/[id]/cancel": byId((r) => r.openJobId, {
    allows: WRITERS,
    status: 200,
    shows: false,
    ends: true,
  }),
  "POST /api/jobs/[id]/retry": byId((r) => r.failedJobId, {
    allows: WRITERS,
    status: 200,
    shows: false,
    ends: true,
  }),
};

/** Handlers for operators of the installation, by the test that attacks them: no member and no key is one. */
export const OPERATOR_HANDLERS = {
  "GET /api/ops/tenants": "app/operator-attacks.db.test.ts",
  "GET /api/admin/circuit-breakers": "lib/domains/ops/breaker.db.test.ts",
};

const PREFLIGHT = { why: "a preflight carries no credentials", status: 204 };

/** Handlers that know no tenant, each with the reason and with what proves it. */
export const OPEN_HANDLERS: Readonly<Record<string, { why: string; status?: number }>> = {
  "GET /api/health": { why: "says that the process answers", status: 200 },
  "GET /api/ready": { why: "says whether the process may serve", status: 200 },
  "GET /api/v1/openapi.json": { why: "the contract, the same for everybody", status: 200 },
  "GET /widget/panel": { why: "the page of one publishable key: 404 without one", status: 404 },
  "GET /widget/preview": { why: "an empty page, the same for everybody", status: 200 },
  "GET /api/v1/widget/avatar/[id]": {
    why: "shown on the business's own site: lib/domains/access/widget/avatar/avatar.db.test.ts",
  },
  "GET /api/v1/weekly-summary/[token]": {
    why: "leads to a page: app/weekly-summary-attacks.db.test.ts",
  },
  "POST /api/v1/weekly-summary/[token]": {
    why: "a signed link in a mail: app/weekly-summary-attacks.db.test.ts",
  },
  "OPTIONS /api/v1/chat": PREFLIGHT,
  ...Object.fromEntries(VISITOR_PATHS.map((path) => [`OPTIONS ${path}`, PREFLIGHT])),
  "OPTIONS /api/v1/widget": PREFLIGHT,
  "GET /api/inngest": { why: "signed by the engine: inngest-route.db.test.ts" },
  "POST /api/inngest": { why: "signed by the engine: inngest-route.db.test.ts" },
  "PUT /api/inngest": { why: "signed by the engine: inngest-route.db.test.ts" },
  "GET /api/auth/[...nextauth]": {
    why: "next-auth's own behind our way in: app/auth-route.db.test.ts",
  },
  "POST /api/auth/[...nextauth]": {
    why: "next-auth's own behind our way in: app/auth-route.db.test.ts",
  },
};
