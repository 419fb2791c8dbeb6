import { beforeAll, describe, expect, it } from "vitest";
import { GET as exportEvents } from "@/app/api/v1/audit/export/route";
import { GET as listEvents } from "@/app/api/v1/audit/route";
import { DELETE as deleteDocument } from "@/app/api/v1/documents/[id]/route";
import { auditPage } from "@/lib/domains/access/audit/schema";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { callRoute } from "@/lib/testing/call-route";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { membersOf } from "@/lib/testing/attacks/principals";
import { textOf } from "@/lib/testing/knowledge";
import { newId } from "@/lib/core/ids";

let party: Party;
let other: Party;

const headersOf = (of: Party, kind: string) =>
  membersOf("us", of).find((principal) => principal.kind === kind)?.headers ?? {};

async function eventsOf(of: Party, query = "") {
  const { status, body } = await callRoute(listEvents, {
    path: `/api/v1/audit${query}`,
    headers: headersOf(of, "owner"),
  });
  expect(status).toBe(200);
  return auditPage.parse(body);
}

beforeAll(async () => {
  party = await addParty();
  other = await addParty();
  await addContents(party.context, [textOf("One", "alpha"), textOf("Two", "beta")]);
});

describe("the audit log", () => {
  it("tells who did what, newest first, page by page", async () => {
    const all = await eventsOf(party);
    expect(all.events[0]).toMatchObject({
      action: "document.created",
      actor: { kind: "user", id: party.context.actor.id },
    });
    const first = await eventsOf(party, "?limit=1");
    const second = await eventsOf(party, `?limit=1&cursor=${first.nextCursor ?? ""}`);
    expect([...first.events, ...second.events]).toEqual(all.events.slice(0, 2));
  });

  it("is narrowed by deed, record, actor and time", async () => {
    const { events } = await eventsOf(party, "?action=document.created");
    expect(events.length).toBeGreaterThan(1);
    expect(events.every(({ action }) => action === "document.created")).toBe(true);
    const [event] = events;
    const one = await eventsOf(party, `?record=${event?.recordId ?? ""}`);
    expect(one.events.map(({ id }) => id)).toContain(event?.id);
    expect(one.events.every(({ recordId }) => recordId === event?.recordId)).toBe(true);
    expect((await eventsOf(party, `?actor=${newId()}`)).events).toEqual([]);
    const until = encodeURIComponent(event?.at ?? "");
    expect((await eventsOf(party, `?from=${until}`)).events.map(({ id }) => id)).toContain(
      event?.id,
    );
    expect((await eventsOf(party, `?until=${until}`)).events.map(({ id }) => id)).not.toContain(
      event?.id,
    );
  });

  it("holds what was refused for lack of a permission", async () => {
    const id = newId();
    const { status } = await callRoute(deleteDocument, {
      method: "DELETE",
      path: `/api/v1/documents/${id}`,
      params: { id },
      headers: headersOf(party, "viewer"),
    });
    expect(status).toBe(403);
    const { events } = await eventsOf(party, "?action=permission.refused");
    expect(events[0]).toMatchObject({ recordId: "kb:delete", actor: { kind: "user" } });
    expect(events[0]?.actor.name).toBeTruthy();
  });

  it("shows nothing of another organization, whatever is asked for", async () => {
    const theirs = await eventsOf(other);
    const ours = new Set((await eventsOf(party, "?limit=100")).events.map(({ id }) => id));
    expect(theirs.events.filter(({ id }) => ours.has(id))).toEqual([]);
    const record = (await eventsOf(party)).events[0]?.recordId ?? "";
    expect((await eventsOf(other, `?record=${record}`)).events).toEqual([]);
  });

  it("is a file of the same events", async () => {
    const { status, text } = await callRoute(exportEvents, {
      path: "/api/v1/audit/export?action=document.created",
      headers: headersOf(party, "admin"),
    });
    expect(status).toBe(200);
    const { events } = await eventsOf(party, "?action=document.created&limit=100");
    const lines = text.trim().split("\r\n").slice(1);
    expect(lines.map((line) => line.split(",")[5])).toEqual(events.map(({ recordId }) => recordId));
  });

  it.each(["?action=nothing", "?actor=x", "?from=yesterday", "?limit=101", "?cursor=1"])(
    "refuses %s as input",
    async (query) => {
      const { status } = await callRoute(listEvents, {
        path: `/api/v1/audit${query}`,
        headers: headersOf(party, "owner"),
      });
      expect(status).toBe(422);
    },
  );
});
