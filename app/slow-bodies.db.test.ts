import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { POST as addDocument } from "@/app/api/v1/documents/route";
import { POST as addFaq } from "@/app/api/v1/faqs/route";
import { revokeKey } from "@/lib/domains/access/keys/service";
import { removeMember } from "@/lib/domains/access/members/member-service";
import type { Route } from "@/lib/http/define-route";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { withTenant } from "@/lib/platform/db/transaction";
import { addKey } from "@/lib/testing/keys";
import { memberOf } from "@/lib/testing/organization";

/** Longer than a right counts for that was looked up before the body came. */
const SLOW_MS = 700;

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const JSON_BODY = {
  type: "application/json",
  text: JSON.stringify({ title: "Late", text: "At night." }),
};
const FAQ = {
  type: "application/json",
  text: JSON.stringify({ question: "Late?", answer: "No." }),
};
const FORM = {
  type: "multipart/form-data; boundary=x",
  text: '--x\r\ncontent-disposition: form-data; name="file"; filename="late.txt"\r\ncontent-type: text/plain\r\n\r\nAt night.\r\n--x--\r\n',
};

/** Sends half of a body, does something, and sends the rest. */
async function send(
  route: Route,
  { type, text }: { type: string; text: string },
  headers: Record<string, string>,
  between: () => Promise<unknown>,
) {
  const bytes = new TextEncoder().encode(text);
  const half = Math.floor(bytes.length / 2);
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
  const writer = writable.getWriter();
  const answer = callRoute(route, {
    headers: { "content-type": type, ...headers },
    body: readable,
  });
  await writer.write(bytes.slice(0, half));
  await between();
  await pause(SLOW_MS);
  await writer.write(bytes.slice(half));
  await writer.close();
  return answer;
}

const documents = () => withTenant(party.context, (tx) => tx.knowledgeDocument.count());

describe.each([
  ["a text", addDocument, JSON_BODY],
  ["a file", addDocument, FORM],
  ["a question", addFaq, FAQ],
])("%s that comes slowly", (_, route, body) => {
  test("is taken while the right to it lasts", async () => {
    const { key } = await addKey(memberOf(party, "owner"), { kind: "secret" });
    const before = await documents();
    const headers = { authorization: `Bearer ${key}` };
    expect((await send(route, body, headers, async () => undefined)).status).toBe(202);
    expect(await documents()).toBe(before + 1);
  });

  test("is refused when its key was revoked meanwhile", async () => {
    const owner = memberOf(party, "owner");
    const { id, key } = await addKey(owner, { kind: "secret" });
    const before = await documents();
    const headers = { authorization: `Bearer ${key}` };
    const answer = await send(route, body, headers, () => revokeKey(owner, id));
    expect(answer.status).toBe(401);
    expect(await documents()).toBe(before);
  });

  test("is refused when its sender was removed meanwhile", async () => {
    const before = await documents();
    const headers = {
      cookie: party.sessions.member,
      origin: "http://localhost:3000",
      "x-organization": party.slug,
    };
    const answer = await send(route, body, headers, () =>
      removeMember(memberOf(party, "owner"), { userId: party.userIds.member }),
    );
    expect(answer.status).toBe(401);
    expect(await documents()).toBe(before);
  });
});
