DROP TABLE "inbox_setting";
DROP TABLE "inbox_presence";
DROP INDEX "conversation_tenant_id_organization_id_snoozed_until_idx";
ALTER TABLE "conversation" DROP COLUMN "member_seen_at", DROP COLUMN "person_mail_at";
