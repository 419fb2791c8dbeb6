-- Websites whose pages are read into documents. The new column may be null, so that nothing is written anew and instances of
-- before go on: ACCESS EXCLUSIVE on knowledge_document for an instant. The keys of the new tables take SHARE ROW EXCLUSIVE on
-- job, organization and knowledge_document for an instant too, since no rows are there to be checked.
-- CreateEnum
CREATE TYPE "source_kind" AS ENUM ('site');

-- CreateEnum
CREATE TYPE "source_schedule" AS ENUM ('off', 'daily', 'weekly');

-- CreateEnum
CREATE TYPE "source_page_status" AS ENUM ('waiting', 'fetched', 'unchanged', 'failed', 'skipped', 'gone');

-- AlterEnum
ALTER TYPE "document_origin" ADD VALUE 'site';

-- AlterTable
ALTER TABLE "knowledge_document" ADD COLUMN     "edited_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "source" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "source_kind" NOT NULL,
    "address" TEXT NOT NULL,
    "schedule" "source_schedule" NOT NULL,
    "start_url" TEXT,
    "robots" TEXT,
    "found_count" INTEGER NOT NULL DEFAULT 0,
    "follows_links" BOOLEAN NOT NULL DEFAULT false,
    "notice" TEXT,
    "job_id" UUID,
    "ingest_job_id" UUID,
    "last_synced_at" TIMESTAMPTZ(3),
    "next_sync_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "source_page" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "status" "source_page_status" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "etag" TEXT,
    "last_modified" TEXT,
    "content_hash" TEXT,
    "document_id" UUID,
    "visited_at" TIMESTAMPTZ(3),

    CONSTRAINT "source_page_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateIndex
CREATE INDEX "source_tenant_id_organization_id_next_sync_at_idx" ON "source"("tenant_id", "organization_id", "next_sync_at");

-- CreateIndex
CREATE INDEX "source_tenant_id_organization_id_job_id_idx" ON "source"("tenant_id", "organization_id", "job_id");

-- CreateIndex
CREATE INDEX "source_tenant_id_organization_id_ingest_job_id_idx" ON "source"("tenant_id", "organization_id", "ingest_job_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_tenant_id_organization_id_address_key" ON "source"("tenant_id", "organization_id", "address");

-- CreateIndex
CREATE INDEX "source_page_tenant_id_organization_id_source_id_status_posi_idx" ON "source_page"("tenant_id", "organization_id", "source_id", "status", "position");

-- CreateIndex
CREATE INDEX "source_page_tenant_id_organization_id_document_id_idx" ON "source_page"("tenant_id", "organization_id", "document_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_page_tenant_id_organization_id_source_id_url_key" ON "source_page"("tenant_id", "organization_id", "source_id", "url");

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_tenant_id_organization_id_job_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "job_id") REFERENCES "job"("tenant_id", "organization_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_tenant_id_organization_id_ingest_job_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "ingest_job_id") REFERENCES "job"("tenant_id", "organization_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_page" ADD CONSTRAINT "source_page_tenant_id_organization_id_source_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "source_id") REFERENCES "source"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_page" ADD CONSTRAINT "source_page_tenant_id_organization_id_document_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

ALTER TABLE source ENABLE ROW LEVEL SECURITY;
ALTER TABLE source FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON source TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON source TO frontdesk_app;

ALTER TABLE source_page ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_page FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON source_page TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON source_page TO frontdesk_app;
