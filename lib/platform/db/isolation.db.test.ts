import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { plantCanaries, tenantTables } from "@/lib/testing/canaries";
import { MODEL_OWNERSHIP } from "./ownership";
import type { Scope } from "./scope";
import { withAuthLookup, withEngine, withTenant, type TenantTransaction } from "./transaction";

const owner = new pg.Client({ connectionString: inject("testDatabase").ownerUrl });
const tenantA = newId();
const a: Scope = { tenantId: tenantA, organizationId: newId() };
/** Another organization of the same tenant, and another tenant. */
const others = {
  "another organization": { tenantId: tenantA, organizationId: newId() },
  "another tenant": { tenantId: newId(), organizationId: newId() },
} satisfies Record<string, Scope>;
const CANARY = "canary-of-a";
const OF_THE_TENANT = new Set(["tenant", "tenant_membership", "audit_seal"]);

let tables: string[];
let rowsOfA: ReadonlyMap<string, Record<string, unknown>>;

beforeAll(async () => {
  await owner.connect();
  tables = [...(await tenantTables(owner)), "tenant"];
  rowsOfA = await plantCanaries(owner, a, CANARY);
  for (const scope of Object.values(others)) await plantCanaries(owner, scope, "own-canary");
});
afterAll(() => owner.end());

type Delegate = Record<string, (args?: object) => Promise<unknown>>;

function delegateOf(tx: TenantTransaction, model: string): Delegate {
  const name = model[0]!.toLowerCase() + model.slice(1);
  return (tx as unknown as Record<string, Delegate>)[name]!;
}

/** Selects everything without naming an owner, which row-level security alone must cut. */
function readAll(scope: Scope, table: string): Promise<string[]> {
  return withTenant(scope, async (tx) => {
    const raw = tx as unknown as { $queryRawUnsafe: (sql: string) => Promise<{ row: string }[]> };
    const rows = await raw.$queryRawUnsafe(`SELECT row_to_json(t)::text AS row FROM ${table} t`);
    return rows.map(({ row }) => row);
  });
}

test("every table with a tenant has a row of each, so that nothing is proved on empty tables", async () => {
  for (const table of tables) {
    const { rows } = await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    expect([table, rows[0]?.n]).not.toEqual([table, 0]);
  }
});

describe.each(Object.entries(others))("%s", (name, other) => {
  const shares = (table: string) => name === "another organization" && OF_THE_TENANT.has(table);

  test("sees its own rows and none of the first, in any table, by raw SQL without a condition", async () => {
    for (const table of tables) {
      const seen = (await readAll(other, table)).join("\n");
      expect([table, seen === ""]).toEqual([table, false]);
      if (!shares(table)) expect([table, seen.includes(CANARY)]).toEqual([table, false]);
    }
  });

  test("reaches its own row alone when it changes or deletes without a condition", async () => {
    for (const table of tables.filter((table) => !shares(table))) {
      for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET ${touch(table)}`]) {
        expect([statement, await rolledBack(other, statement)]).toEqual([
          statement,
          expect.toBeOneOf([0, 1]),
        ]);
      }
    }
  });

  test("cannot write a row for the first, by raw SQL", async () => {
    for (const table of tables) {
      const row = rowsOfA.get(table)!;
      const names = Object.keys(row)
        .map((column) => `"${column}"`)
        .join(", ");
      const copy = `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_record(NULL::${table}, '${JSON.stringify(
        {
          ...plain(row),
          ...(row["id"] !== undefined && table !== "tenant" && { id: randomUUID() }),
        },
      ).replaceAll("'", "''")}')`;
      if (shares(table)) continue;
      await expect(rolledBack(other, copy), table).rejects.toThrow(
        /row-level security|duplicate key|permission denied/,
      );
    }
  });

  test("finds, counts, changes and deletes nothing of the first through any model", async () => {
    for (const [model, ownership] of Object.entries(MODEL_OWNERSHIP)) {
      if (ownership !== "organization") continue;
      await withTenant(other, async (tx) => {
        const delegate = delegateOf(tx, model);
        const found = await delegate["findMany"]!({});
        expect([model, JSON.stringify(found, bigints).includes(CANARY)]).toEqual([model, false]);
        expect([model, await delegate["count"]!()]).toEqual([model, 1]);
      });
    }
  });

  test("is refused when it names the first as the owner", async () => {
    await expect(
      withTenant(other, (tx) =>
        tx.conversation.findMany({
          where: { tenantId: a.tenantId, organizationId: a.organizationId },
        }),
      ),
    ).rejects.toThrow("another owner");
    await expect(
      withTenant(other, (tx) => tx.conversation.create({ data: { ...a, id: newId() } })),
    ).rejects.toThrow("another owner");
    await expect(
      withTenant(other, (tx) =>
        tx.conversation.updateMany({
          where: {},
          data: { organizationId: a.organizationId, tenantId: a.tenantId },
        }),
      ),
    ).rejects.toThrow("another owner");
  });

  test("gets the same answer for an id of the first as for one that does not exist", async () => {
    const known = String(rowsOfA.get("conversation")!["id"]);
    for (const conversationId of [known, newId()]) {
      await expect(
        withTenant(other, (tx) =>
          tx.message.create({
            data: { ...other, id: newId(), conversationId, role: "visitor", text: "hello" },
          }),
        ),
      ).rejects.toMatchObject({ code: "P2003" });
    }
    expect(
      await withTenant(other, (tx) => tx.conversation.findFirst({ where: { id: known } })),
    ).toBeNull();
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function plain(row: Record<string, unknown>): Record<string, unknown> {
  const json = (value: unknown) =>
    typeof value === "string" && /^[{[]"/.test(value) ? (JSON.parse(value) as unknown) : value;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, json(value)]));
}

const touch = (table: string) =>
  table === "tenant_membership"
    ? "role = role"
    : table === "membership"
      ? "role = role"
      : `${keyOf(table)} = ${keyOf(table)}`;
const keyOf = (table: string) =>
  ({
    audit_seal: "sequence",
    audit_sealed_entry: "position",
    daily_spend: "day",
    document_citation_day: "day",
    document_version: "number",
    gap_question: "similarity",
    idempotency_key: "key",
    inbox_presence: "seen_at",
    inbox_setting: "mails_handoffs",
    insights_setting: "mails_summary",
    knowledge_posting: "term",
    knowledge_vector: "ordinal",
    test_result: "passed",
    weekly_summary_mail: "created_at",
  })[table] ?? "id";

/** How many rows a statement touched, undone afterwards; 0 when the role may not do it, or other rows hold them. */
async function rolledBack(scope: Scope, statement: string): Promise<number> {
  let touched = 0;
  const undo = new Error("undone");
  try {
    await withTenant(scope, async (tx) => {
      const raw = tx as unknown as { $executeRawUnsafe: (sql: string) => Promise<number> };
      touched = await raw.$executeRawUnsafe(statement);
      throw undo;
    });
  } catch (error) {
    const denied =
      error instanceof Error && /permission denied|violates foreign key/.test(error.message);
    if (error !== undo && !(denied && !statement.startsWith("INSERT"))) throw error;
  }
  return touched;
}

describe("the ways round", () => {
  test("a model without a tenant is out of reach", async () => {
    await expect(withTenant(a, (tx) => tx.user.findMany())).rejects.toThrow("without a tenant");
    await expect(withTenant(a, (tx) => tx.session.count())).rejects.toThrow("without a tenant");
  });

  test("a condition that is undefined is an error and not all rows", async () => {
    const id = undefined as unknown as string;
    await expect(
      withTenant(a, (tx) => tx.conversation.deleteMany({ where: { id } })),
    ).rejects.toThrow();
  });

  test("conditions that are undefined as a whole are an error and not all rows", async () => {
    const where = undefined as unknown as object;
    await expect(withTenant(a, (tx) => tx.conversation.deleteMany({ where }))).rejects.toThrow(
      "undefined where",
    );
    expect(await withTenant(a, (tx) => tx.conversation.count())).toBe(1);
  });

  test("a transaction inside another one is refused", async () => {
    await expect(
      withTenant(a, () => withTenant(others["another tenant"], (tx) => tx.conversation.findMany())),
    ).rejects.toThrow("inside another one");
  });

  test("without a tenant nothing is seen", async () => {
    const nobody = { tenantId: "", organizationId: "" };
    for (const table of tables) expect([table, await readAll(nobody, table)]).toEqual([table, []]);
  });

  test("the trail is written and never rewritten", async () => {
    for (const statement of [
      "UPDATE audit_event SET action = 'x'",
      "DELETE FROM audit_event",
      "TRUNCATE audit_event",
    ]) {
      const denied = withTenant(a, (tx) => {
        const raw = tx as unknown as { $executeRawUnsafe: (sql: string) => Promise<number> };
        return raw.$executeRawUnsafe(statement);
      });
      await expect(denied, statement).rejects.toThrow("permission denied");
    }
  });

  test.each([
    ["message", "SELECT text FROM message"],
    ["a document's body", "SELECT body FROM knowledge_document"],
    ["a key's name", "SELECT name FROM api_key"],
    ["the budget", "SELECT daily_budget_micros FROM organization"],
    ["a widget to change", "UPDATE widget SET allowed_origins = '{}'"],
    ["a membership to make", "INSERT INTO membership SELECT * FROM membership"],
  ])("who looks up callers cannot have %s", async (_, statement) => {
    const denied = withAuthLookup((tx) => {
      const raw = tx as unknown as { $queryRawUnsafe: (sql: string) => Promise<unknown> };
      return raw.$queryRawUnsafe(statement);
    });
    await expect(denied).rejects.toThrow("permission denied");
  });

  test.each([
    "SELECT * FROM message",
    "SELECT slug FROM organization",
    "SELECT * FROM app_user",
    "INSERT INTO outbox_event SELECT * FROM outbox_event",
  ])("who relays events cannot: %s", async (statement) => {
    const denied = withEngine((tx) => {
      const raw = tx as unknown as { $queryRawUnsafe: (sql: string) => Promise<unknown> };
      return raw.$queryRawUnsafe(statement);
    });
    await expect(denied).rejects.toThrow("permission denied");
  });
});
