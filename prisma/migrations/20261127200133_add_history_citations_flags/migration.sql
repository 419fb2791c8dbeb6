-- What a document was before, how often it is cited, and what of it another says too or otherwise. ACCESS EXCLUSIVE on
-- knowledge_document for an instant, since the new column may be null; SHARE ROW EXCLUSIVE on it, against its writes, while
-- the foreign keys of tables without rows are made.
-- CreateEnum
CREATE TYPE "document_change" AS ENUM ('edited', 'restored', 'synced');

-- CreateEnum
CREATE TYPE "flag_kind" AS ENUM ('duplicate', 'contradiction');

-- AlterTable
ALTER TABLE "knowledge_document" ADD COLUMN     "checked_revision" INTEGER;

-- CreateTable
CREATE TABLE "document_version" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT,
    "alternatives" TEXT[],
    "url" TEXT,
    "fields" TEXT[],
    "bytes" INTEGER NOT NULL,
    "change" "document_change" NOT NULL,
    "changed_by_kind" TEXT NOT NULL,
    "changed_by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("tenant_id","organization_id","document_id","number")
);

-- CreateTable
CREATE TABLE "document_citation_day" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "citations" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_citation_day_pkey" PRIMARY KEY ("tenant_id","organization_id","document_id","day")
);

-- CreateTable
CREATE TABLE "knowledge_flag" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "flag_kind" NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "first_document_id" UUID NOT NULL,
    "first_heading" TEXT NOT NULL,
    "first_text" TEXT NOT NULL,
    "second_document_id" UUID NOT NULL,
    "second_heading" TEXT NOT NULL,
    "second_text" TEXT NOT NULL,
    "differences" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dismissed_at" TIMESTAMPTZ(3),

    CONSTRAINT "knowledge_flag_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateIndex
CREATE INDEX "knowledge_flag_tenant_id_organization_id_first_document_id_idx" ON "knowledge_flag"("tenant_id", "organization_id", "first_document_id");

-- CreateIndex
CREATE INDEX "knowledge_flag_tenant_id_organization_id_second_document_id_idx" ON "knowledge_flag"("tenant_id", "organization_id", "second_document_id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_flag_tenant_id_organization_id_fingerprint_key" ON "knowledge_flag"("tenant_id", "organization_id", "fingerprint");

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_tenant_id_organization_id_document_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_citation_day" ADD CONSTRAINT "document_citation_day_tenant_id_organization_id_document_i_fkey" FOREIGN KEY ("tenant_id", "organization_id", "document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_flag" ADD CONSTRAINT "knowledge_flag_tenant_id_organization_id_first_document_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "first_document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_flag" ADD CONSTRAINT "knowledge_flag_tenant_id_organization_id_second_document_i_fkey" FOREIGN KEY ("tenant_id", "organization_id", "second_document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE document_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_version FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON document_version TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON document_version TO frontdesk_app;

ALTER TABLE document_citation_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_citation_day FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON document_citation_day TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON document_citation_day TO frontdesk_app;

ALTER TABLE knowledge_flag ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge_flag FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON knowledge_flag TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge_flag TO frontdesk_app;
