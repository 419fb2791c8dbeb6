DROP INDEX "message_tenant_id_organization_id_created_at_idx";
ALTER TABLE "message" DROP COLUMN "first_word_ms";
