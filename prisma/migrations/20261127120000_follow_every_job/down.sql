DROP INDEX "job_tenant_id_organization_id_kind_id_idx";
DROP INDEX "job_tenant_id_organization_id_status_id_idx";
ALTER TABLE "job" DROP COLUMN "queued_at";
ALTER TABLE "job" DROP COLUMN "stage";
ALTER TABLE "job" DROP COLUMN "round";
ALTER TABLE "job" DROP COLUMN "subject_id";
