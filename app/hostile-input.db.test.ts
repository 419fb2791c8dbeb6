import { beforeAll, describe, expect, test, vi } from "vitest";
import { ACTION_CASES } from "@/lib/testing/attacks/action-cases";
import { findActions, findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { hostileInputs, hostileQueries } from "@/lib/testing/attacks/hostile-values";
import { addParty, addRecords, type Party } from "@/lib/testing/attacks/parties";
import { ROUTE_CASES } from "@/lib/testing/attacks/route-cases";
import { callRoute } from "@/lib/testing/call-route";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import * as access from "@/lib/domains/access/schema";
import * as keys from "@/lib/domains/access/keys/schema";
import * as members from "@/lib/domains/access/members/schema";
import * as inbox from "@/lib/domains/chat/inbox/schema";
import * as knowledge from "@/lib/domains/knowledge/schema";
import * as gaps from "@/lib/domains/quality/gaps/schema";
import * as tests from "@/lib/domains/quality/tests/schema";

for (const limit of ["PUBLISHABLE_PER_MINUTE", "SECRET_PER_MINUTE", "SESSION_PER_MINUTE"])
  process.env[`RATE_LIMIT_${limit}`] = "1000000";
process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "1000000";
process.env["RATE_LIMIT_INVITATIONS_PER_HOUR"] = "1000000";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const routes = await findRoutes();
const actions = await findActions();
let own: Party;
let other: Party;

beforeAll(async () => {
  own = await addParty();
  other = await addParty(own.context.tenantId);
});

/** Refused with a problem document, or taken as the text that it is; never a fault and never another's rows. */
function expectHarmless(what: string, status: number, text: string) {
  expect([what, status, status >= 500 ? text : ""]).toEqual([what, expect.toBeOneOf(GOOD), ""]);
  expect([what, text.includes(other.canary)]).toEqual([what, false]);
}
const GOOD = [200, 202, 204, 404, 409, 413, 422];

const defined = routes.flatMap(({ name, method, handler }) =>
  ROUTE_CASES[name] && isDefined(handler)
    ? [{ name, method, handler, one: ROUTE_CASES[name] }]
    : [],
);
const keyOf = (allows: readonly string[]) =>
  allows.includes("secret") ? own.keys.secret : own.keys.publishable;
/** Of a route that serves no key, the owner calls. */
const callerOf = (allows: readonly string[]) =>
  allows.includes("secret") || allows.includes("publishable")
    ? { key: keyOf(allows) }
    : { headers: { cookie: own.sessions.owner, "x-organization": own.slug } };

describe("routes", () => {
  test.each(defined.filter(({ handler }) => handler.definition.body))(
    "$name takes no operator for a value",
    async ({ method, handler, one }) => {
      const records = await addRecords(own.context, own.canary);
      const call = one.own(records);
      for (const { what, json } of hostileInputs(call.json, handler.definition.body!)) {
        const { status, text } = await callRoute(handler, {
          ...call,
          json: undefined,
          body: json,
          method,
          key: keyOf(one.allows),
          headers: { ...call.headers, "content-type": "application/json" },
        });
        expectHarmless(what, status, text);
      }
    },
  );

  test.each(defined.filter(({ handler }) => handler.definition.query))(
    "$name takes no operator in its query",
    async ({ method, handler, one }) => {
      for (const query of hostileQueries(handler.definition.query!)) {
        const call = { path: `/?${query}`, method, ...callerOf(one.allows) };
        const { status, text } = await callRoute(handler, call);
        expectHarmless(query.slice(0, 60), status, text);
      }
    },
  );

  test.each(defined.filter(({ handler }) => handler.definition.params))(
    "$name finds nothing by an id that is none",
    async ({ method, handler, one }) => {
      for (const id of [
        "",
        "1",
        "*",
        "%",
        "null",
        "\0",
        "../..",
        "{}",
        "' OR 1=1 --",
        "0".repeat(36),
      ]) {
        const call = { ...one.own(own.records), params: { id }, method, ...callerOf(one.allows) };
        const { status } = await callRoute(handler, call);
        expect([id, status]).toEqual([id, 404]);
      }
    },
  );
});

const INPUTS = {
  "lib/domains/access/actions.ts changeAllowedOrigin": access.originAllowedInput,
  "lib/domains/access/keys/actions.ts createApiKey": keys.createKeyInput,
  "lib/domains/access/keys/actions.ts rotateApiKey": keys.rotateKeyInput,
  "lib/domains/access/keys/actions.ts revokeApiKey": keys.keyInput,
  "lib/domains/access/members/actions.ts changeMemberRole": members.changeRoleInput,
  "lib/domains/access/members/actions.ts removeMember": members.memberInput,
  "lib/domains/access/members/actions.ts inviteMember": members.inviteInput,
  "lib/domains/access/members/actions.ts resendInvitation": members.invitationInput,
  "lib/domains/access/members/actions.ts revokeInvitation": members.invitationInput,
  "lib/domains/chat/inbox/actions.ts takeOver": inbox.takeOverInput,
  "lib/domains/chat/inbox/actions.ts sendReply": inbox.replyInput,
  "lib/domains/chat/inbox/actions.ts handBack": inbox.seenInput,
  "lib/domains/chat/inbox/actions.ts assign": inbox.assignInput,
  "lib/domains/chat/inbox/actions.ts snooze": inbox.snoozeInput,
  "lib/domains/chat/inbox/actions.ts close": inbox.seenInput,
  "lib/domains/chat/inbox/actions.ts reopen": inbox.reopenInput,
  "lib/domains/chat/inbox/actions.ts writeNote": inbox.noteInput,
  "lib/domains/chat/inbox/actions.ts tellPresence": inbox.presenceInput,
  "lib/domains/chat/inbox/actions.ts setHandoffMails": inbox.settingInput,
  "lib/domains/knowledge/actions.ts createTextDocument": knowledge.documentInput,
  "lib/domains/knowledge/actions.ts updateDocument": knowledge.documentPatch,
  "lib/domains/knowledge/actions.ts createFaqEntry": knowledge.faqInput,
  "lib/domains/knowledge/actions.ts updateFaqEntry": knowledge.faqPatch,
  "lib/domains/knowledge/actions.ts removeDocument": knowledge.idParams,
  "lib/domains/knowledge/actions.ts reindexDocument": knowledge.idParams,
  "lib/domains/quality/gaps/actions.ts changeGapStatus": gaps.gapStatusInput,
  "lib/domains/quality/gaps/actions.ts mergeGap": gaps.gapMergeInput,
  "lib/domains/quality/gaps/actions.ts previewGapAnswer": gaps.gapAnswerInput,
  "lib/domains/quality/gaps/actions.ts publishGapAnswer": gaps.gapAnswerInput,
  "lib/domains/quality/tests/actions.ts createTestQuestion": tests.testQuestionInput,
  "lib/domains/quality/tests/actions.ts changeTestQuestion": tests.testQuestionPatch,
  "lib/domains/quality/tests/actions.ts deleteTestQuestion": tests.testQuestionId,
};

type Result = { ok: boolean; problem?: { status: number } };

async function act(name: string, ...input: unknown[]) {
  request.headers = requestOf({ cookie: own.sessions.owner });
  const result = (await actions.get(name)!(...input)) as Result;
  return { status: result.ok ? 200 : result.problem!.status, text: JSON.stringify(result) };
}

describe("actions", () => {
  test.each(Object.entries(INPUTS))("%s takes no operator for a value", async (name, schema) => {
    const records = await addRecords(own.context, own.canary);
    for (const { what, json } of hostileInputs(ACTION_CASES[name]!.own(records), schema)) {
      const { status, text } = await act(name, own.slug, JSON.parse(json));
      expectHarmless(what, status, text);
    }
  });

  test.each([[undefined], [{ not: "" }], [[]], [null], ["\0"], [{ toString: null }]])(
    "finds no organization by %j",
    async (slug) => {
      const answer = await act("lib/domains/knowledge/actions.ts removeDocument", slug, {
        id: own.records.documentId,
      });
      expect(answer.status).toBe(404);
    },
  );

  test("an invitation takes no operator for a value", async () => {
    const token = "t".repeat(43);
    const open = "lib/domains/access/members/actions.ts";
    for (const { what, json } of hostileInputs({ token }, members.acceptInput)) {
      const { status, text } = await act(`${open} acceptOwnInvitation`, JSON.parse(json));
      expectHarmless(what, status, text);
    }
    const good = { token, name: "Robin", password: "p".repeat(10) };
    for (const { what, json } of hostileInputs(good, members.joinInput)) {
      const { status, text } = await act(`${open} joinByInvitation`, JSON.parse(json));
      expectHarmless(what, status, text);
    }
  });

  test("sign-up takes no operator for a value", async () => {
    const good = {
      name: "Robin",
      email: "hostile@example.test",
      password: "p".repeat(10),
      organizationName: "Example",
    };
    for (const { what, json } of hostileInputs(good, access.signUpInput)) {
      const { status, text } = await act("lib/domains/access/actions.ts signUp", JSON.parse(json));
      expectHarmless(what, status, text);
    }
  });
});
