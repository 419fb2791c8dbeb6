import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { GET as exportEvents } from "@/app/api/v1/audit/export/route";
import { GET as listEvents } from "@/app/api/v1/audit/route";
import { POST as addFaq } from "@/app/api/v1/faqs/route";
import { DELETE as deleteDocument } from "@/app/api/v1/documents/[id]/route";
import { auditPage } from "@/lib/domains/access/audit/schema";
import type { AuditAction } from "@/lib/tenancy/audit-actions";
import { recordAudit } from "@/lib/tenancy/audit";
import { withTenant } from "@/lib/platform/db/transaction";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { callRoute } from "@/lib/testing/call-route";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { membersOf } from "@/lib/testing/attacks/principals";
import { textOf } from "@/lib/testing/knowledge";
import { newId } from "@/lib/core/ids";
import { runStatement } from "@/lib/testing/test-database";

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

  it("calls what was changed by its name, as long as it is there", async () => {
    const [event] = (await eventsOf(party, "?action=document.created&limit=1")).events;
    expect(event?.recordName).toBe("Two");
    const id = event?.recordId ?? "";
    const { status } = await callRoute(deleteDocument, {
      method: "DELETE",
      path: `/api/v1/documents/${id}`,
      params: { id },
      headers: headersOf(party, "owner"),
    });
    expect(status).toBeLessThan(300);
    const { events } = await eventsOf(party, `?record=${id}`);
    expect(events.map(({ action, recordName }) => [action, recordName])).toEqual([
      ["document.deleted", null],
      ["document.created", null],
    ]);
  });

  it("calls each kind of record that has a name by it", async () => {
    const { context, records, userIds } = party;
    const named: [AuditAction, string, string | RegExp | null][] = [
      ["source.synced", records.sourceId, /^http/],
      ["gap.reopened", records.gapId, party.canary],
      ["test_question.changed", records.testQuestionId, party.canary],
      ["api_key.rotated", records.keyId, party.canary],
      ["member.invited", records.invitationId, "@"],
      ["member.role_changed", userIds.viewer, "viewer"],
      ["organization.renamed", context.organizationId, party.canary],
      // Who reads the log may not read whom a conversation was with, and a job has no name.
      ["conversation.closed", records.conversationId, null],
      ["job.retried", records.jobId, null],
      // Another organization's record is none of this one's.
      ["document.updated", other.records.documentId, null],
    ];
    await withTenant(context, async (tx) => {
      for (const [action, id] of named) await recordAudit(tx, context, action, [id]);
    });
    const { events } = await eventsOf(party, `?limit=${named.length}`);
    const called = new Map(events.map(({ recordId, recordName }) => [recordId, recordName]));
    for (const [action, id, name] of named)
      expect([action, called.get(id)]).toEqual([
        action,
        name === null ? null : expect.stringMatching(name),
      ]);
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

  it("tells from which network by a name that is this tenant's alone, and no address", async () => {
    const networkOf = async (of: Party, peer: string) => {
      const { status, body } = await callRoute(addFaq, {
        headers: { authorization: `Bearer ${of.keys.secret}`, "x-frontdesk-peer": peer },
        json: { question: `From ${newId()}?`, answer: "Here." },
      });
      expect(status).toBe(202);
      const { id } = body as { id: string };
      const { events } = await eventsOf(of, `?record=${id}`);
      return events[0]?.network;
    };
    const home = await networkOf(party, "2001:db8:7:7::1");
    expect(home).toMatch(/^[0-9a-f]{12}$/);
    expect(await networkOf(party, "2001:db8:7:7::2")).toBe(home);
    expect(await networkOf(party, "2001:db8:7:8::1")).not.toBe(home);
    expect(await networkOf(other, "2001:db8:7:7::1")).not.toBe(home);
    // What no caller did came from nowhere.
    await addContents(party.context, [textOf("Three", "gamma")]);
    expect((await eventsOf(party, "?limit=1")).events[0]?.network).toBeNull();
    const rows = await runStatement(
      inject("testDatabase").ownerUrl,
      `SELECT to_jsonb(e)::text AS row FROM audit_event e WHERE tenant_id = '${party.context.tenantId}'`,
    );
    expect(JSON.stringify(rows)).not.toContain("2001:db8");
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
    const { status, text, headers } = await callRoute(exportEvents, {
      path: "/api/v1/audit/export?action=document.created",
      headers: headersOf(party, "admin"),
    });
    expect(status).toBe(200);
    const { events } = await eventsOf(party, "?action=document.created&limit=100");
    const lines = parse(text).slice(1);
    expect(lines.map((cells) => cells[5])).toEqual(events.map(({ recordId }) => recordId));
    expect(headers.get("x-truncated")).toBe("false");
  });

  it("says of a file that it was cut when there are more events than it holds", async () => {
    const busy = await addParty();
    const { tenantId, organizationId, actor } = busy.context;
    const add = (count: number) =>
      runStatement(
        inject("testDatabase").ownerUrl,
        `INSERT INTO audit_event (tenant_id, organization_id, id, at, actor_kind, actor_id, action, record_id, trace_id)
         SELECT '${tenantId}', '${organizationId}', gen_random_uuid(), '2026-03-01T12:00:00Z', 'user', '${actor.id}',
           'document.reindexed', 'x', 't' FROM generate_series(1, ${count})`,
      );
    const exported = async () => {
      const answer = await callRoute(exportEvents, {
        path: "/api/v1/audit/export?action=document.reindexed",
        headers: headersOf(busy, "owner"),
      });
      const lines = parse(answer.text);
      return {
        cut: answer.headers.get("x-truncated"),
        count: lines.length - 1,
        last: lines.at(-1),
      };
    };
    await add(10_000);
    expect(await exported()).toMatchObject({ cut: "false", count: 10_000 });
    await add(1);
    const { cut, count, last } = await exported();
    expect([cut, count]).toEqual(["true", 10_001]);
    expect(last?.[0]).toMatch(/^Cut here: .+ until 2026-03-01 /);
  });

  it("holds one row a minute of what an actor is refused, who is refused each time", async () => {
    const id = newId();
    const refuse = async (kind: string) => {
      const { status } = await callRoute(deleteDocument, {
        method: "DELETE",
        path: `/api/v1/documents/${id}`,
        params: { id },
        headers: headersOf(other, kind),
      });
      return status;
    };
    const rows = async () =>
      (await eventsOf(other, "?action=permission.refused")).events.map(({ recordId }) => recordId);
    expect(await Promise.all(Array.from({ length: 8 }, () => refuse("viewer")))).toEqual(
      Array<number>(8).fill(403),
    );
    expect(await rows()).toEqual(["kb:delete"]);
    // Another permission and another actor have a row of their own.
    const list = { path: "/api/v1/audit", headers: headersOf(other, "viewer") };
    expect((await callRoute(listEvents, list)).status).toBe(403);
    expect(await refuse("member")).toBe(403);
    expect(await rows()).toEqual(["kb:delete", "audit:read", "kb:delete"]);
    await runStatement(
      inject("testDatabase").ownerUrl,
      `UPDATE audit_event SET at = at - interval '61 seconds'
       WHERE organization_id = '${other.context.organizationId}'`,
    );
    expect(await refuse("viewer")).toBe(403);
    expect((await rows()).length).toBe(4);
  });

  it.each([
    "?from=0000-01-01T00:00:00Z",
    "?until=0000-12-31T23:59:59Z",
    "?from=0001-01-01T00:00:00%2B14:00",
    "?until=9999-12-31T23:59:59-14:00",
  ])("refuses %s, which the database knows no day for, as input", async (query) => {
    for (const route of [listEvents, exportEvents]) {
      const path = `/api/v1/audit${query}`;
      const { status, body } = await callRoute(route, { path, headers: headersOf(party, "owner") });
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: "invalid_input" });
    }
  });

  it.each(["?from=0001-01-01T00:00:00Z", "?until=9999-12-31T23:59:59Z"])(
    "takes %s, as far as days go",
    async (query) => expect((await eventsOf(party, query)).events.length).toBeGreaterThan(0),
  );

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
