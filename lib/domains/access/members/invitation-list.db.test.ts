import { randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { memberOf } from "@/lib/testing/organization";
import { readInvitations, revokeInvitation } from "./invitation-service";
import { invitationListQuery } from "./schema";

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const owner = (of = party) => memberOf(of, "owner");
const page = (query: object, of = party) =>
  readInvitations(owner(of), invitationListQuery.parse(query));

/** Invitations of one instant, the last made last. */
async function addTwins(count: number, of = party): Promise<string[]> {
  const { tenantId, organizationId, actor } = of.context;
  const createdAt = new Date();
  const rows = Array.from({ length: count }, (_, at) => ({
    ...{ tenantId, organizationId, id: newId(), email: `twin_${at}@example.test`, createdAt },
    ...{ role: "viewer" as const, tokenHash: randomBytes(32).toString("hex") },
    ...{ invitedBy: actor.id, expiresAt: new Date(Date.now() + 60_000) },
  }));
  await withTenant(of.context, (tx) => tx.invitation.createMany({ data: rows }));
  return rows.map(({ id }) => id);
}

test("a page follows another without a gap, also where the last one shown was revoked meanwhile", async () => {
  const ids = await addTwins(5);
  const query = { search: "TWIN_", limit: 2 };
  const first = await page(query);
  expect(first.invitations.map(({ id }) => id)).toEqual([ids[4], ids[3]]);
  await revokeInvitation(owner(), ids[3]!);
  const second = await page({ ...query, cursor: first.nextCursor! });
  expect(second.invitations.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  const third = await page({ ...query, cursor: second.nextCursor! });
  expect([third.invitations.map(({ id }) => id), third.nextCursor]).toEqual([[ids[0]], null]);
});

test("a search takes no pattern, and finds what is open alone", async () => {
  const [id] = await addTwins(1);
  const found = async (search: string) => (await page({ search })).invitations.map((one) => one.id);
  expect(await found("twin_0")).toEqual([id]);
  for (const search of ["twin%", "twin__", "tw_n"]) expect(await found(search)).toEqual([]);
  await revokeInvitation(owner(), id!);
  expect(await found("twin_0")).toEqual([]);
});

test("another organization's cursor begins a page of one's own", async () => {
  await addTwins(2);
  for (const other of [await addParty(), await addParty(party.context.tenantId)]) {
    const theirs = await addTwins(2, other);
    const { nextCursor } = await page({ limit: 1 }, other);
    const { invitations } = await page({ cursor: nextCursor!, limit: 100 });
    expect(invitations.filter(({ id }) => theirs.includes(id))).toEqual([]);
  }
});
