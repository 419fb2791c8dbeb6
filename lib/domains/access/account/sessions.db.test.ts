import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { SignedIn } from "@/lib/tenancy/context";
import { addSession, addUser } from "@/lib/testing/attacks/parties";
import type { OwnSession } from "./schema";
import { endSessionOf, readSessions } from "./service";

let person: SignedIn;
/** Their other browsers, in the order of sign-in. */
let others: string[];
beforeEach(async () => {
  const userId = await addUser();
  others = [];
  const add = async () => others.push((await addSession(userId)).sessionId);
  for (let at = 0; at < 3; at += 1) await add();
  // Neither the first nor the last to sign in.
  const { sessionId } = await addSession(userId);
  for (let at = 0; at < 2; at += 1) await add();
  person = { userId, sessionId, address: newId() };
});

const idsOf = (sessions: OwnSession[]) => sessions.map(({ id }) => id);
const seeNow = (id: string) =>
  withAuthLookup((tx) =>
    tx.session.updateMany({ where: { id }, data: { lastSeenAt: new Date(Date.now() + 60_000) } }),
  );

/** Every page of the list, of two each; `meanwhile` happens after the first. */
async function readAll(meanwhile: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await readSessions(person, { limit: 2, ...(cursor && { cursor }) });
    seen.push(...idsOf(page.sessions));
    if (page.nextCursor === null) return seen;
    expect(new Set(seen).size).toBe(seen.length);
    if (cursor === undefined) await meanwhile();
    cursor = page.nextCursor;
  }
}

test("who asks stands first and the newest sign-in after it, over pages while others sign in and are seen", async () => {
  const all = await readAll(async () => {
    await addSession(person.userId);
    await seeNow(others[0]!);
    await seeNow(others[4]!);
  });
  expect(all).toEqual([person.sessionId, ...others.toReversed()]);
});

test("an ended session leaves the list, and those after it stay", async () => {
  const all = await readAll(async () => {
    await endSessionOf(person, others[3]!);
    await endSessionOf(person, others[1]!);
  });
  expect(all).toEqual([person.sessionId, others[4], others[3], others[2], others[0]]);
});

test("the last page that is full has no next one", async () => {
  const all = await readSessions(person, { limit: 5 });
  expect([all.sessions.length, all.nextCursor]).toEqual([6, null]);
  expect((await readSessions(person, { limit: 4 })).nextCursor).toBe(others[1]);
});

test("a cursor of another person's list shows none of theirs", async () => {
  const stranger = await addUser();
  const { sessionId } = await addSession(stranger);
  await addSession(stranger);
  const { sessions } = await readSessions(person, {
    cursor: (await addSession(stranger)).sessionId,
  });
  expect(idsOf(sessions)).toEqual(others.toReversed());
  expect(idsOf(sessions)).not.toContain(sessionId);
});
