DELETE FROM "knowledge_posting" AS posting
WHERE NOT EXISTS (
  SELECT FROM "knowledge_chunk" AS chunk
  WHERE chunk.tenant_id = posting.tenant_id AND chunk.organization_id = posting.organization_id AND chunk.id = posting.chunk_id);
ALTER TABLE "knowledge_posting" ADD CONSTRAINT "knowledge_posting_tenant_id_organization_id_chunk_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "chunk_id") REFERENCES "knowledge_chunk"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
