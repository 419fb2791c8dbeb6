import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { GET as readWidget } from "@/app/api/v1/widget/route";
import { newId } from "@/lib/core/ids";
import { createTextDocument } from "@/lib/domains/knowledge/actions";
import { listOrganizations } from "@/lib/domains/ops/repository";
import { emit } from "@/lib/platform/events/outbox";
import { undelivered } from "@/lib/domains/ops/undelivered-service";
import { relayOnce } from "@/lib/platform/events/relay";
import { withAuthLookup, withEngine, withTenant } from "@/lib/platform/db/transaction";
import { addParty, addUser, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { receiveEvents, type EventReceiver } from "@/lib/testing/event-receiver";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { tenantOwnerOf } from "@/lib/testing/tenant";
import { isKnownOrigin } from "@/lib/tenancy/lookup";
import { readInvitation } from "../members/acceptance-service";
import { replaceToken } from "../members/invitation-repository";
import { hashToken, newToken } from "../members/token";
import { setAllowedOrigins } from "@/lib/testing/widget";
import { openWidget } from "../widget/public-service";
import { isOwnArchived } from "./list-service";
import { archiveOrganization } from "./organization-service";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

let engine: EventReceiver;
beforeAll(async () => {
  engine = await receiveEvents();
  Object.assign(process.env, {
    INNGEST_BASE_URL: engine.url,
    INNGEST_EVENT_KEY: "key-of-the-tests",
    INNGEST_SIGNING_KEY: "signkey-prod-00",
  });
});
afterAll(() => engine.stop());

let party: Party;
let neighbour: Party;
let site: string;
beforeEach(async () => {
  party = await addParty();
  neighbour = await addParty(party.context.tenantId);
  site = `https://${party.slug}.example`;
  await setAllowedOrigins(memberOf(party, "owner"), [site]);
});

const put = (archived: boolean) =>
  archiveOrganization(tenantOwnerOf(party), {
    organizationId: party.context.organizationId,
    archived,
  });

/** How everybody is answered who reaches an organization from outside. */
async function answersOf({ keys, sessions, slug }: Party) {
  const status = async (headers: Record<string, string>) =>
    (await callRoute(listDocuments, { headers })).status;
  const widget = await callRoute(readWidget, { key: keys.publishable, headers: { origin: site } });
  request.headers = requestOf({ cookie: sessions.owner });
  const action = await createTextDocument(slug, { title: "Hours", text: `From nine. ${newId()}` });
  return {
    secretKey: await status({ authorization: `Bearer ${keys.secret}` }),
    widget: widget.status,
    panel: (await openWidget(keys.publishable, undefined, new Headers())) !== undefined,
    owner: await status({ cookie: sessions.owner, "x-organization": slug }),
    viewer: await status({ cookie: sessions.viewer, "x-organization": slug }),
    unnamed: await status({ cookie: sessions.owner }),
    action: action.ok ? 200 : action.problem.status,
  };
}

const IN_USE = {
  secretKey: 200,
  widget: 200,
  panel: true,
  owner: 200,
  viewer: 200,
  unnamed: 200,
  action: 200,
};

describe("an archived organization", () => {
  test("answers nobody, as a revoked key and an unknown organization do, and all of it comes back", async () => {
    expect(await answersOf(party)).toEqual(IN_USE);
    await put(true);
    expect(await answersOf(party)).toEqual({
      secretKey: 401,
      widget: 401,
      panel: false,
      owner: 404,
      viewer: 404,
      unnamed: 404,
      action: 404,
    });
    const { secretKey, owner, action } = await answersOf(neighbour);
    expect([secretKey, owner, action]).toEqual([200, 200, 200]);
    await put(false);
    expect(await answersOf(party)).toEqual(IN_USE);
  });

  test("is no origin of a widget any more", async () => {
    expect(await isKnownOrigin(site)).toBe(true);
    await put(true);
    expect(await isKnownOrigin(site)).toBe(false);
    await put(false);
    expect(await isKnownOrigin(site)).toBe(true);
  });

  test("has no invitation that works", async () => {
    const token = newToken();
    const { invitationId } = party.records;
    await withTenant(party.context, (tx) =>
      replaceToken(tx, invitationId, { tokenHash: hashToken(token) }),
    );
    expect(await readInvitation(token)).toBeDefined();
    await put(true);
    expect(await readInvitation(token)).toBeUndefined();
    await put(false);
    expect(await readInvitation(token)).toBeDefined();
  });

  test("keeps every row that it has", async () => {
    const rows = () =>
      withTenant(party.context, async (tx) => ({
        documents: await tx.knowledgeDocument.findMany({ orderBy: { id: "asc" } }),
        members: await tx.membership.findMany({ orderBy: { userId: "asc" } }),
        keys: await tx.apiKey.findMany({ orderBy: { id: "asc" } }),
        organization: await tx.organization.findFirst({ omit: { archivedAt: true } }),
      }));
    const before = await rows();
    expect(before.documents.length).toBeGreaterThan(0);
    await put(true);
    expect(await rows()).toEqual(before);
  });

  test("is not visited by sweeps, and its events wait", async () => {
    const { organizationId } = party.context;
    const visited = async () =>
      (await listOrganizations(undefined, 10_000)).some(
        (scope) => scope.organizationId === organizationId,
      );
    await withEngine((tx) => tx.outboxEvent.deleteMany());
    const [jobId, otherJobId] = [newId(), newId()];
    const ids: unknown[] = [jobId, otherJobId];
    await put(true);
    for (const [{ context }, id] of [[party, jobId] as const, [neighbour, otherJobId] as const])
      await withTenant(context, (tx) =>
        emit(tx, context, "knowledge/documents.ingest", { round: 1, jobId: id }),
      );
    expect(await visited()).toBe(false);
    engine.received = [];
    await relayOnce(undelivered);
    const sent = () =>
      engine.received.map(({ data }) => data["jobId"]).filter((id) => ids.includes(id));
    expect(sent()).toEqual([otherJobId]);
    await put(false);
    expect(await visited()).toBe(true);
    await relayOnce(undelivered);
    expect(sent()).toEqual([otherJobId, jobId]);
  });

  test("is told by its address to who has a role in the tenant, and to nobody else", async () => {
    const { slug, userIds } = party;
    expect(await isOwnArchived(userIds.owner, slug)).toBe(false);
    await put(true);
    expect(await isOwnArchived(userIds.owner, slug)).toBe(true);
    for (const userId of [userIds.admin, await addUser(), (await addParty()).userIds.owner])
      expect(await isOwnArchived(userId, slug)).toBe(false);
  });
});

test("a deed and its repeat are one line of the audit log each", async () => {
  const { organizationId } = party.context;
  for (const archived of [true, true, false, false]) await put(archived);
  expect(await auditOf(party, organizationId)).toEqual([
    "organization.archived",
    "organization.restored",
  ]);
});

test("of many who archive at the same time one does, and nobody fails", async () => {
  await Promise.all(Array.from({ length: 5 }, () => put(true)));
  expect(await auditOf(party, party.context.organizationId)).toEqual(["organization.archived"]);
});

test("an organization of another tenant is not found, and who owns the tenant no more is refused", async () => {
  const other = await addParty();
  const { organizationId } = other.context;
  for (const id of [organizationId, newId()]) {
    const deed = archiveOrganization(tenantOwnerOf(party), { organizationId: id, archived: true });
    await expect(deed).rejects.toMatchObject({ code: "not_found" });
  }
  for (const userId of [party.userIds.admin, other.userIds.owner]) {
    const deed = archiveOrganization(tenantOwnerOf(party, userId), {
      organizationId: party.context.organizationId,
      archived: true,
    });
    await expect(deed).rejects.toMatchObject({ code: "forbidden" });
  }
  const archived = await withAuthLookup((tx) =>
    tx.organization.count({
      where: {
        id: { in: [organizationId, party.context.organizationId] },
        archivedAt: { not: null },
      },
    }),
  );
  expect(archived).toBe(0);
});
