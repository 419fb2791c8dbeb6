import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

/** Rows without what each delivery may set anew: moments and a link's token. */
export async function stateOf(context: TenantContext) {
  return withTenant(context, async (tx) => ({
    jobs: await tx.job.findMany({
      orderBy: { id: "asc" },
      select: { id: true, status: true, progressDone: true, errorCode: true, round: true },
    }),
    documents: await tx.knowledgeDocument.findMany({
      orderBy: { id: "asc" },
      select: { id: true, status: true, vectors: true, chunkCount: true, deletedAt: true },
    }),
    chunks: await tx.knowledgeChunk.findMany({
      orderBy: [{ documentId: "asc" }, { ordinal: "asc" }],
      select: { documentId: true, ordinal: true, text: true },
    }),
    pages: await tx.sourcePage.findMany({
      orderBy: { url: "asc" },
      select: { url: true, status: true, reason: true, documentId: true },
    }),
    vectors: await tx.knowledgeVector.count(),
    invitations: await tx.invitation.findMany({
      orderBy: { id: "asc" },
      select: { id: true, acceptedAt: true, revokedAt: true },
    }),
    seals: await tx.auditSeal.count(),
  }));
}
