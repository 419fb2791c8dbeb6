-- Vectors in a table of their own: written once instead of updated into rows of text, and found by one index that holds
-- all that the first stage of a search reads, each organization's entries side by side. Vectors of before are made anew by
-- the sweep. ACCESS EXCLUSIVE on knowledge_window for an instant.
ALTER TABLE "knowledge_window" DROP COLUMN "embedder", DROP COLUMN "embedding";

-- CreateTable
CREATE TABLE "knowledge_vector" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "chunk_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "embedder" TEXT NOT NULL,
    "embedding" halfvec(512) NOT NULL,
    "signs" BIT(512) NOT NULL GENERATED ALWAYS AS (binary_quantize("embedding")::bit(512)) STORED,

    CONSTRAINT "knowledge_vector_pkey" PRIMARY KEY ("tenant_id","organization_id","chunk_id","ordinal")
);
-- With a short header each value would be copied before it can be compared.
ALTER TABLE "knowledge_vector" ALTER COLUMN "signs" SET STORAGE PLAIN;
-- An index is read without its table only where the table's pages were vacuumed since they were written.
ALTER TABLE "knowledge_vector" SET (autovacuum_vacuum_insert_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.01);

-- CreateIndex
CREATE INDEX "knowledge_vector_tenant_id_organization_id_embedder_chunk_i_idx" ON "knowledge_vector"("tenant_id", "organization_id", "embedder", "chunk_id", "signs");

-- AddForeignKey
ALTER TABLE "knowledge_vector" ADD CONSTRAINT "knowledge_vector_tenant_id_organization_id_chunk_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "chunk_id") REFERENCES "knowledge_chunk"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE knowledge_vector ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge_vector FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON knowledge_vector TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge_vector TO frontdesk_app;
