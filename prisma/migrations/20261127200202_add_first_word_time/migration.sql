-- How soon an answer begins, and an index by which the last days are counted. ACCESS EXCLUSIVE on message for an instant,
-- then SHARE, against its writes, while the index is built: seconds for a million rows.
-- AlterTable
ALTER TABLE "message" ADD COLUMN     "first_word_ms" INTEGER;

-- CreateIndex
CREATE INDEX "message_tenant_id_organization_id_created_at_idx" ON "message"("tenant_id", "organization_id", "created_at");
