import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { GET } from "@/app/api/ops/tenants/route";
import { newId } from "@/lib/core/ids";
import { createAccount } from "@/lib/domains/access/sign-up";
import { newTraceId } from "@/lib/platform/log/trace";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import {
  OPERATOR_PERMISSIONS,
  permissionsOfKey,
  permissionsOfRole,
  ROLES,
} from "@/lib/tenancy/permissions";
import { addParty, addSession, addUser, type Party } from "@/lib/testing/attacks/parties";
import { membersOf, nobodies } from "@/lib/testing/attacks/principals";
import { callRoute } from "@/lib/testing/call-route";
import { logged } from "@/lib/testing/captured-log";
import { addOperator } from "@/lib/testing/operator";
import { runStatement } from "@/lib/testing/test-database";
import { addPassedSession, turnOnTwoFactor } from "@/lib/testing/two-factor";
import { grantOperator, revokeOperator } from "../scripts/operator/grants.ts";

process.env["RATE_LIMIT_SESSION_PER_MINUTE"] = "1000000";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const { ownerUrl } = inject("testDatabase");

interface Directory {
  tenants: Record<string, unknown>[];
  nextCursor: string | null;
}
async function directory(headers: Record<string, string>, query = "") {
  const answer = await callRoute(GET, { headers, path: `/?${query}` });
  return { ...answer, body: answer.body as Directory };
}

let party: Party;
beforeAll(async () => {
  party = await addParty();
});

describe("to be an operator", () => {
  test("is given by no role, no key and no sign-up, whatever the address", async () => {
    for (const role of ROLES) expect([...permissionsOfRole(role)].join()).not.toContain("ops:");
    for (const kind of ["publishable", "secret"] as const)
      expect([...permissionsOfKey(kind, OPERATOR_PERMISSIONS)]).toEqual([]);
    for (const name of ["operator", "admin", "root", "ops", "support"]) {
      const email = `${name}+${newId()}@localhost.example`;
      const account = { name, email, password: "correct horse battery", organizationName: name };
      const { context } = await createAccount(account, newTraceId());
      await turnOnTwoFactor(context.actor.id);
      const { cookie } = await addPassedSession(context.actor.id);
      expect([email, (await directory({ cookie })).status]).toEqual([email, 404]);
    }
    const operators = "SELECT count(*)::int AS n FROM app_operator";
    expect(await runStatement(ownerUrl, operators)).toEqual([{ n: 0 }]);
  });

  test("can't be had by the application: its role may not write that table", async () => {
    const userId = await addUser();
    const make = withAuthLookup((tx) => tx.operator.create({ data: { userId, level: "manage" } }));
    await expect(make).rejects.toThrow();
    const operators = `SELECT 1 FROM app_operator WHERE user_id = '${userId}'`;
    expect(await runStatement(ownerUrl, operators)).toEqual([]);
  });

  test.each([
    ["an address", "robin@example.test", /never by an address/],
    ["nothing", "", /never by an address/],
    ["an id with more behind it", `${newId()}' OR true --`, /never by an address/],
    ["an unknown id", newId(), /There is no user/],
  ])("is not granted to %s", async (_, given, words) => {
    await expect(grantOperator(ownerUrl, given, "read")).rejects.toThrow(words);
  });

  test("ends at once", async () => {
    const { userId, headers } = await addOperator(ownerUrl);
    expect((await directory(headers)).status).toBe(200);
    expect(await revokeOperator(ownerUrl, userId)).toBe("Robin Example");
    expect((await directory(headers)).status).toBe(404);
    await expect(revokeOperator(ownerUrl, userId)).rejects.toThrow(/no operator/);
  });
});

describe("the tenant directory", () => {
  test("is no address to members and keys, and 401 to who is nobody", async () => {
    for (const { name, kind, headers } of membersOf("a party", party)) {
      const byKey = kind === "secret" || kind === "publishable";
      const { status, text } = await directory(headers);
      expect([name, status]).toEqual([name, byKey ? 401 : 404]);
      expect(text).not.toContain(party.context.tenantId);
    }
    for (const { name, headers } of await nobodies(await addParty()))
      expect([name, (await directory(headers)).status]).toEqual([name, 401]);
  });

  test("is closed to an operator who has passed no second step", async () => {
    const userId = await addUser();
    await grantOperator(ownerUrl, userId, "manage");
    const { cookie } = await addSession(userId);
    const { status, text } = await directory({ cookie });
    expect(status).toBe(403);
    expect(text).toContain('"two_factor_required"');
    await turnOnTwoFactor(userId);
    expect((await directory({ cookie })).status).toBe(401);
  });

  test("tells names and numbers, and nothing that anybody wrote", async () => {
    const { headers, userId } = await addOperator(ownerUrl);
    const { body, text } = await directory(headers, `search=${party.canary.toUpperCase()}`);
    expect(body.tenants).toEqual([
      {
        id: party.context.tenantId,
        name: `${party.canary} tenant`,
        createdAt: expect.any(String) as string,
        plan: null,
        organizations: 1,
        members: 5,
        documents: 3,
        conversations: 3,
        spentMicros: 0,
        failedJobs: 0,
        lastActivityAt: expect.any(String) as string,
      },
    ]);
    expect(text.replace(`${party.canary} tenant`, "")).not.toContain(party.canary);
    const used = logged.filter((line) => line.includes("operator access"));
    expect(used.some((line) => line.includes(userId) && line.includes("ops:read"))).toBe(true);
  });

  test("counts spend of 30 days and failed jobs of 7", async () => {
    const { tenantId, organizationId } = party.context;
    const owner = `'${tenantId}', '${organizationId}'`;
    await runStatement(
      ownerUrl,
      `INSERT INTO daily_spend (tenant_id, organization_id, day, spent_micros) VALUES
         (${owner}, current_date, 1500000), (${owner}, current_date - 29, 500000), (${owner}, current_date - 31, 7)`,
    );
    await runStatement(
      ownerUrl,
      `INSERT INTO job (tenant_id, organization_id, id, kind, status, trace_id, finished_at) VALUES
         (${owner}, gen_random_uuid(), 'k', 'failed', 't', now()),
         (${owner}, gen_random_uuid(), 'k', 'failed', 't', now() - interval '8 days'),
         (${owner}, gen_random_uuid(), 'k', 'succeeded', 't', now())`,
    );
    const { headers } = await addOperator(ownerUrl);
    const { body } = await directory(headers, `search=${party.canary}`);
    expect(body.tenants[0]).toMatchObject({ spentMicros: 2_000_000, failedJobs: 1 });
  });

  test("comes in pages, the newest first, each tenant once", async () => {
    const { headers } = await addOperator(ownerUrl);
    await addParty();
    const seen: unknown[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await directory(headers, `limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.tenants.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    const all = await runStatement(ownerUrl, "SELECT id FROM tenant ORDER BY id DESC");
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test.each(["search=%25", "search=_", "search='; DROP TABLE tenant; --"])(
    "takes %s for a name",
    async (query) => {
      const { headers } = await addOperator(ownerUrl);
      expect((await directory(headers, query)).body.tenants).toEqual([]);
    },
  );
});

describe("the database role of the directory", () => {
  const client = new pg.Client({ connectionString: ownerUrl });
  beforeAll(() => client.connect());
  afterAll(() => client.end());

  async function asOps(sql: string): Promise<unknown> {
    await client.query("BEGIN");
    try {
      await client.query("SET LOCAL ROLE frontdesk_ops");
      return (await client.query(sql)).rows;
    } finally {
      await client.query("ROLLBACK");
    }
  }

  test("reads of all text in the database a tenant's name alone", async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       JOIN pg_type t ON t.oid = a.atttypid
       WHERE c.relkind IN ('r', 'p', 'v') AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
         AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege('frontdesk_ops', c.oid, a.attnum, 'SELECT')
         AND (t.typcategory IN ('S', 'A', 'U', 'X') AND t.typname NOT IN ('uuid'))`,
    );
    expect(rows.map(({ name }) => name)).toEqual(["tenant.name"]);
  });

  test.each([
    "message.text",
    "knowledge_document.title",
    "knowledge_document.body",
    "app_user.email",
  ])("is denied %s", async (name) => {
    const [table, column] = name.split(".");
    await expect(asOps(`SELECT ${column} FROM ${table}`)).rejects.toThrow(/permission denied/);
  });

  test("writes nothing", async () => {
    const { rows } = await client.query(
      `SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND has_any_column_privilege('frontdesk_ops', c.oid, 'INSERT, UPDATE, REFERENCES')`,
    );
    expect(rows).toEqual([]);
    await expect(asOps("DELETE FROM tenant")).rejects.toThrow(/permission denied/);
  });
});
