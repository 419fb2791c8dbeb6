-- Every background run of a tenant is followed by a job: what it works on, which of its rounds counts, in which step it
-- failed and when it was last put in line. Constant defaults: no rewrite of the table, ACCESS EXCLUSIVE for an instant;
-- the indexes lock writes for as long as they are built, and the table is small.
ALTER TABLE "job" ADD COLUMN "subject_id" UUID;
ALTER TABLE "job" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "job" ADD COLUMN "stage" TEXT;
ALTER TABLE "job" ADD COLUMN "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "job_tenant_id_organization_id_status_id_idx" ON "job"("tenant_id", "organization_id", "status", "id");

-- CreateIndex
CREATE INDEX "job_tenant_id_organization_id_kind_id_idx" ON "job"("tenant_id", "organization_id", "kind", "id");
