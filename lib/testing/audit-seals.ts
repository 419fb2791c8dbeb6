import { randomUUID } from "node:crypto";
import type pg from "pg";
import { expect, inject } from "vitest";
import { newId } from "@/lib/core/ids";
import { GRACE_MS, sealBatch } from "@/lib/domains/access/audit/seal-service";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { type Verdict, verifyAuditLogs } from "../../scripts/audit/verify.ts";

type Client = Pick<pg.Client, "query">;

export const ago = (ms: number) => new Date(Date.now() - ms);

/** Removes what other test files have left: each look at the seals goes over every tenant there is. */
export async function removeTenants(owner: Client): Promise<void> {
  await owner.query("TRUNCATE tenant CASCADE");
}

/** Makes an organization, in a new tenant where none is given. */
export async function addOrganization(owner: Client, tenantId = newId()): Promise<Scope> {
  const organizationId = newId();
  await owner.query("INSERT INTO tenant (id, name) VALUES ($1, 'Sealed') ON CONFLICT DO NOTHING", [
    tenantId,
  ]);
  await owner.query(
    "INSERT INTO organization (tenant_id, id, slug, name) VALUES ($1, $2, $3, 'Sealed')",
    [tenantId, organizationId, organizationId],
  );
  return { tenantId, organizationId };
}

/** Writes events as the application does, each a millisecond after the one before. Returns their ids. */
export async function addEvents(
  scope: Scope,
  count: number,
  from = ago(3 * GRACE_MS),
): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await withTenant(scope, (tx) =>
    tx.auditEvent.createMany({
      data: ids.map((id, nth) => ({
        ...scope,
        id,
        at: new Date(from.getTime() + nth),
        actorKind: "user",
        actorId: newId(),
        action: "document.created",
        recordId: nth % 2 ? newId() : null,
        traceId: randomUUID().replaceAll("-", ""),
      })),
    }),
  );
  return ids;
}

/** A tenant whose six events are sealed by twos. */
export async function addSealed(owner: Client) {
  const scope = await addOrganization(owner);
  const ids = await addEvents(scope, 6);
  for (const seals of [1, 2, 3])
    expect([seals, await sealBatch(scope.tenantId, 2)]).toEqual([seals, 2]);
  return { ...scope, ids };
}

/** What the verifier says of one tenant. */
export async function verdictOf(tenantId: string, head?: string): Promise<Verdict | undefined> {
  const heads = new Map(head === undefined ? [] : [[tenantId, head]]);
  const verdicts = await verifyAuditLogs(inject("testDatabase").runtimeUrl, heads);
  return verdicts.find((verdict) => verdict.tenantId === tenantId);
}
