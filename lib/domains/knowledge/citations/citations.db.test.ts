import { beforeEach, describe, expect, it } from "vitest";
import { answerExchange } from "@/lib/domains/chat/service";
import { openExchange } from "@/lib/domains/chat/open-exchange";
import type { Caller } from "@/lib/http/authenticate";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { addKey } from "@/lib/testing/keys";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { deleteDocument, listKnowledge, readDetail } from "../service";
import { sweepKnowledge } from "../sweep-service";
import { countCitations } from "./repository";

const QUESTION = "Does the garage close at midnight?";

let context: TenantContext;
let visitor: TenantContext;
let garage: string;
let menu: string;
beforeEach(async () => {
  context = await newOrganization();
  const { id } = await addKey(context, { kind: "secret" });
  visitor = { ...context, actor: { kind: "api_key", id } };
  const { ids } = await addIndexed(context, [
    textOf("Garage", "The garage closes at midnight."),
    textOf("Menu", "The soup of the day costs 6 euros."),
  ]);
  [garage, menu] = ids as [string, string];
});

async function ask(as: TenantContext, message: string, caller: Caller = "secret") {
  const exchange = await openExchange(as, caller, { message });
  const { signal } = new AbortController();
  let told;
  for await (const event of answerExchange(as, exchange, { live: false, after: undefined, signal }))
    if (event.type === "done") told = event.answer;
  return told;
}

const uncited = async () =>
  (await listKnowledge(context, { limit: 50, cited: "never" })).documents.map(({ id }) => id);

describe("an answer to a visitor", () => {
  it("counts its citations, and tells the visitor no document's id", async () => {
    expect(await uncited()).toEqual([menu, garage]);
    const answer = await ask(visitor, QUESTION);
    expect(answer).toMatchObject({ outcome: "answered", citations: [{ title: "Garage" }] });
    expect(JSON.stringify(answer)).not.toContain(garage);
    await ask(visitor, QUESTION);
    expect(await uncited()).toEqual([menu]);
    const { documents } = await listKnowledge(context, { limit: 50 });
    expect(documents).toMatchObject([
      { id: menu, citations: { recent: 0, lastAt: null } },
      { id: garage, citations: { recent: 2, lastAt: expect.any(String) } },
    ]);
    expect((await readDetail(context, garage)).citations.recent).toBe(2);
  });

  it("that was not given counts nothing", async () => {
    expect(await ask(visitor, "Do you sell submarines?")).toMatchObject({ outcome: "no_answer" });
    expect(await uncited()).toEqual([menu, garage]);
  });
});

describe("what is counted", () => {
  it("is no question of a member's own", async () => {
    expect(await ask(context, QUESTION, "session")).toMatchObject({ outcome: "answered" });
    expect(await uncited()).toEqual([menu, garage]);
  });

  it("is right for many answers at once, in whatever order they cite", async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        withTenant(context, (tx) =>
          countCitations(tx, context, at % 2 ? [menu, garage] : [garage, menu]),
        ),
      ),
    );
    const { documents } = await listKnowledge(context, { limit: 50 });
    expect(documents.map(({ citations }) => citations.recent)).toEqual([10, 10]);
  });

  it("leaves out what is deleted and what is another organization's", async () => {
    const stranger = await newOrganization();
    await deleteDocument(context, menu);
    await withTenant(stranger, (tx) => countCitations(tx, stranger, [garage]));
    await withTenant(context, (tx) => countCitations(tx, context, [menu]));
    expect(await withTenant(context, (tx) => tx.documentCitationDay.count())).toBe(0);
    expect(await uncited()).toEqual([garage]);
  });

  it("are thirty days; of older ones the last day is kept, to say when it was", async () => {
    const { tenantId, organizationId } = context;
    const days = [31, 45, 60].map((ago) => new Date(Date.now() - ago * 86_400_000));
    await withTenant(context, (tx) =>
      tx.documentCitationDay.createMany({
        data: days.map((day) => {
          const owner = { tenantId, organizationId, documentId: garage };
          return { ...owner, day, citations: 3, lastAt: day };
        }),
      }),
    );
    await sweepKnowledge(context, new AbortController().signal);
    expect(await withTenant(context, (tx) => tx.documentCitationDay.count())).toBe(1);
    expect((await readDetail(context, garage)).citations).toEqual({
      recent: 0,
      lastAt: days[0]!.toISOString(),
    });
    expect(await uncited()).toEqual([menu]);
  });
});
