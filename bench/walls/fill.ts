import type pg from "pg";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/platform/db/scope";

const TENANTS = 200;
const DOCUMENTS_OF_EACH = 100;
const ASKED_TENANTS = 10;
const ASKED_DOCUMENTS = 20;

/** One document of one tenant: what a turn of the measurement reads or writes. */
export interface Target {
  scope: Scope;
  documentId: string;
}

/** Fills documents of many tenants, page by page mixed. Resolves to the documents to ask for, of ten tenants in turn. */
export async function fill(client: pg.Client): Promise<Target[]> {
  const scopes: Scope[] = Array.from({ length: TENANTS }, () => ({
    tenantId: newId(),
    organizationId: newId(),
  }));
  const owners = [
    scopes.map(({ tenantId }) => tenantId),
    scopes.map(({ organizationId }) => organizationId),
  ];
  await client.query(
    "INSERT INTO tenant (id, name) SELECT id, 'Tenant' FROM unnest($1::uuid[]) AS id",
    [owners[0]],
  );
  await client.query(
    `INSERT INTO organization (tenant_id, id, slug, name)
     SELECT tenant_id, id, 'org-' || id, 'Organization' FROM unnest($1::uuid[], $2::uuid[]) AS given(tenant_id, id)`,
    owners,
  );
  const targets: Target[] = [];
  for (let document = 0; document < DOCUMENTS_OF_EACH; document++) {
    const ids = scopes.map(() => newId());
    await client.query(
      `INSERT INTO knowledge_document (tenant_id, organization_id, id, kind, origin, title, body, status)
       SELECT tenant_id, organization_id, id, 'document', 'text', 'Opening hours', repeat(md5(id::text), 60), 'available'
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS given(tenant_id, organization_id, id)`,
      [...owners, ids],
    );
    if (document >= ASKED_DOCUMENTS) continue;
    for (const [at, scope] of scopes.slice(0, ASKED_TENANTS).entries())
      targets.push({ scope, documentId: ids[at]! });
  }
  await client.query("VACUUM (ANALYZE) knowledge_document");
  return targets;
}
