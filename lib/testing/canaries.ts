import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Scope } from "@/lib/platform/db/scope";

type Client = Pick<pg.Client, "query">;

interface Column {
  table: string;
  name: string;
  type: string;
  labels: string[] | null;
}

interface ForeignKey {
  table: string;
  columns: string[];
  parent: string;
  parentColumns: string[];
}

/** The tables with a tenant, parents before children. */
export async function tenantTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY table_name`,
  );
  const keys = await foreignKeys(client);
  const left = new Set(rows.map(({ name }) => name));
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].find((table) =>
      keys.every(({ table: of, parent }) => of !== table || parent === table || !left.has(parent)),
    );
    if (!next) throw new Error("The foreign keys of the tenants' tables make a circle");
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
}

async function foreignKeys(client: Client): Promise<ForeignKey[]> {
  const names = (key: string, table: string) =>
    `(SELECT array_agg(a.attname::text ORDER BY u.at) FROM unnest(k.${key}) WITH ORDINALITY u(num, at)
      JOIN pg_attribute a ON a.attrelid = k.${table} AND a.attnum = u.num)`;
  const { rows } = await client.query<ForeignKey>(
    `SELECT k.conrelid::regclass::text AS table, k.confrelid::regclass::text AS parent,
       ${names("conkey", "conrelid")} AS columns, ${names("confkey", "confrelid")} AS "parentColumns"
     FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
  );
  return rows;
}

async function columnsOf(client: Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT c.table_name AS table, c.column_name AS name, c.udt_name AS type,
       (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e
        JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = c.udt_name) AS labels
     FROM information_schema.columns c
     WHERE c.table_schema = 'public' AND c.table_name = $1 AND c.is_generated = 'NEVER'`,
    [table],
  );
  return rows;
}

function valueFor({ name, type, labels }: Column, canary: string): unknown {
  if (labels) return labels[0];
  switch (type) {
    case "uuid":
      return randomUUID();
    case "text":
    case "varchar":
      return `${canary} ${name} ${randomUUID()}`;
    case "_text":
      return [`${canary} ${name}`];
    case "json":
    case "jsonb":
      return JSON.stringify({ [name]: canary });
    case "bool":
      return false;
    case "int4":
    case "int8":
    case "float4":
    case "float8":
    case "numeric":
      return 1;
    case "bytea":
      return Buffer.from(`${canary} ${name}`);
    case "date":
    case "timestamptz":
      return new Date();
    case "halfvec":
      return `[${Array.from({ length: 512 }, (_, at) => (at === 0 ? 1 : 0)).join(",")}]`;
    default:
      throw new Error(
        `No canary is known for ${name} of type ${type}: teach lib/testing/canaries.ts`,
      );
  }
}

/**
 * Writes one row with canaries in every text column into every table that has a tenant, as the owner. The tenant and
 * organization of `scope` are made by it; a tenant that is there already gets one more organization.
 * @returns the rows by table
 */
export async function plantCanaries(
  client: Client,
  scope: Scope,
  canary: string,
): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const keys = await foreignKeys(client);
  const planted = new Map<string, Record<string, unknown>>();
  const plant = async (table: string, fixed: Record<string, unknown>) => {
    const row: Record<string, unknown> = {};
    for (const column of await columnsOf(client, table))
      row[column.name] = valueFor(column, canary);
    for (const { table: of, columns, parent, parentColumns } of keys) {
      const from = planted.get(parent);
      if (of !== table || !from) continue;
      columns.forEach((name, at) => (row[name] = from[parentColumns[at]!]));
    }
    Object.assign(row, fixed);
    const names = Object.keys(row);
    const places = names.map((_, at) => `$${at + 1}`).join(", ");
    await client.query(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${places})
       ON CONFLICT DO NOTHING`,
      Object.values(row),
    );
    planted.set(table, row);
  };
  await plant("app_user", {});
  await plant("tenant", { id: scope.tenantId });
  for (const table of await tenantTables(client)) {
    const root = table === "organization" ? { id: scope.organizationId } : {};
    const { rows } = await client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_name = $1 AND column_name = 'organization_id'`,
      [table],
    );
    const owner = rows.length > 0 ? { organization_id: scope.organizationId } : {};
    await plant(table, { tenant_id: scope.tenantId, ...owner, ...root });
  }
  return planted;
}
