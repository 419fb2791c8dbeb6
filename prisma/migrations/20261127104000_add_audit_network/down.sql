ALTER TABLE "audit_event" DROP COLUMN "network";
