import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import pg from "pg";
import { beforeEach, describe, expect, inject, test } from "vitest";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { revokeKey, rotateKey, type NewKey } from "@/lib/domains/access/keys/service";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { addKey } from "@/lib/testing/keys";
import { memberOf } from "@/lib/testing/organization";
import { findKeyOwner } from "./lookup";

const { mode, ownerUrl } = inject("testDatabase");
let party: Party;
let made: NewKey;
beforeEach(async () => {
  party = await addParty();
  made = await addKey(party.context, { kind: "secret" });
});

const setKey = (id: string, data: { lastUsedAt?: Date; expiresAt?: Date }) =>
  withTenant(party.context, (tx) => tx.apiKey.updateMany({ where: { id }, data }));
const lastUse = async ({ id }: NewKey) => {
  const row = await withTenant(party.context, (tx) => tx.apiKey.findFirst({ where: { id } }));
  return row?.lastUsedAt ?? null;
};
const statusOf = async (key: string) => (await callRoute(listDocuments, { key })).status;

describe("the last use of a key", () => {
  test("is written by its first call, and again when a minute has passed", async () => {
    expect(await lastUse(made)).toBeNull();
    const began = Date.now();
    expect(await statusOf(made.key)).toBe(200);
    expect((await lastUse(made))!.getTime()).toBeGreaterThanOrEqual(began);
    const recent = new Date(Date.now() - 50_000);
    await setKey(made.id, { lastUsedAt: recent });
    expect(await statusOf(made.key)).toBe(200);
    expect(await lastUse(made)).toEqual(recent);
    await setKey(made.id, { lastUsedAt: new Date(Date.now() - 61_000) });
    expect(await statusOf(made.key)).toBe(200);
    expect((await lastUse(made))!.getTime()).toBeGreaterThanOrEqual(began);
  });

  test("is not written for a key that has ended", async () => {
    const expired = await addKey(party.context, { kind: "secret" });
    await setKey(expired.id, { expiresAt: new Date() });
    await revokeKey(party.context, made.id);
    for (const one of [expired, made]) {
      expect(await statusOf(one.key)).toBe(401);
      expect(await lastUse(one)).toBeNull();
    }
  });

  test("is written once by many first calls at the same time, and all are served", async () => {
    const calls = await Promise.all(Array.from({ length: 20 }, () => statusOf(made.key)));
    expect(calls).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await lastUse(made)).not.toBeNull();
  });
});

// The embedded Postgres has one session: nobody can hold a row there while somebody else is served.
if (mode === "server") {
  test("a call waits for nobody who holds the key's row", async () => {
    const other = new pg.Client({ connectionString: ownerUrl });
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT 1 FROM api_key WHERE id = $1 FOR UPDATE", [made.id]);
    try {
      const calls = Array.from({ length: 20 }, () => findKeyOwner(made.key));
      // A call that waited would be ended by its lock timeout and thrown.
      expect((await Promise.all(calls)).map((owner) => owner?.keyId)).toEqual(
        Array.from({ length: 20 }, () => made.id),
      );
      expect(await lastUse(made)).toBeNull();
    } finally {
      await other.query("ROLLBACK");
      await other.end();
    }
    await findKeyOwner(made.key);
    expect(await lastUse(made)).not.toBeNull();
  });
}

/** Another instance of the product: says of each key that it is told by a line whether it works. */
const INSTANCE = `
  import { createInterface } from "node:readline";
  import { disconnect } from "@/lib/platform/db/client";
  import { findKeyOwner } from "@/lib/tenancy/lookup";
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin }))
    console.log((await findKeyOwner(line)) ? "works" : "dead");
  await disconnect();
`;

async function startInstance() {
  const child = spawn(
    process.execPath,
    ["--import=./scripts/processes/app-modules.ts", "--input-type=module", "--eval", INSTANCE],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value as string;
  expect(await next()).toBe("ready");
  return {
    ask: async (key: string) => {
      child.stdin.write(`${key}\n`);
      return next();
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

describe("on two instances at once", () => {
  test("a key is made, overlaps with its successor, and is dead within a second of its end", async () => {
    const instances = await Promise.all([startInstance(), startInstance()]);
    const ask = (key: string) => Promise.all(instances.map((one) => one.ask(key)));
    const [works, dead] = [
      ["works", "works"],
      ["dead", "dead"],
    ];
    try {
      expect(await ask(made.key)).toEqual(works);
      const owner = memberOf(party, "owner");
      const next = await rotateKey(owner, { id: made.id, overlap: "1h" });
      expect([await ask(made.key), await ask(next.key)]).toEqual([works, works]);
      await setKey(made.id, { expiresAt: new Date() });
      expect([await ask(made.key), await ask(next.key)]).toEqual([dead, works]);
      const last = await rotateKey(owner, { id: next.id, overlap: "none" });
      expect([await ask(next.key), await ask(last.key)]).toEqual([dead, works]);
      const began = Date.now();
      await revokeKey(party.context, last.id);
      expect(await ask(last.key)).toEqual(dead);
      expect(Date.now() - began).toBeLessThan(1000);
    } finally {
      await Promise.all(instances.map((one) => one.stop()));
    }
  });
});
