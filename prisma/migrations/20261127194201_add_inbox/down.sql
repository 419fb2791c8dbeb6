-- A value of an enum can't be taken away: the types are made anew, and what members wrote and withdrew goes with them.
DELETE FROM "message" WHERE "role" = 'member' OR "state" = 'withdrawn';
ALTER TYPE "message_role" RENAME TO "message_role_of_before";
CREATE TYPE "message_role" AS ENUM ('visitor', 'assistant');
ALTER TABLE "message" ALTER COLUMN "role" TYPE "message_role" USING "role"::text::"message_role";
DROP TYPE "message_role_of_before";
ALTER TYPE "message_state" RENAME TO "message_state_of_before";
CREATE TYPE "message_state" AS ENUM ('streaming', 'complete', 'partial');
ALTER TABLE "message" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "message" ALTER COLUMN "state" TYPE "message_state" USING "state"::text::"message_state";
ALTER TABLE "message" ALTER COLUMN "state" SET DEFAULT 'complete';
DROP TYPE "message_state_of_before";
ALTER TABLE "message" DROP COLUMN "author_id", DROP COLUMN "author_name", DROP COLUMN "rated_at", DROP COLUMN "rating",
  DROP COLUMN "rating_reason";
DROP TABLE "lead";
DROP TABLE "handoff";
DROP TABLE "conversation_note";
DROP INDEX "conversation_tenant_id_organization_id_updated_at_idx";
ALTER TABLE "conversation" DROP COLUMN "assignee_id", DROP COLUMN "handled_by", DROP COLUMN "language",
  DROP COLUMN "member_typing_at", DROP COLUMN "needs_person_at", DROP COLUMN "page_url", DROP COLUMN "preview",
  DROP COLUMN "snoozed_until", DROP COLUMN "status", DROP COLUMN "subject", DROP COLUMN "unanswered_at",
  DROP COLUMN "updated_at", DROP COLUMN "version", DROP COLUMN "visitor_email", DROP COLUMN "visitor_id",
  DROP COLUMN "visitor_name", DROP COLUMN "visitor_seen_at", DROP COLUMN "visitor_typing_at";
ALTER TABLE "widget" DROP COLUMN "avatar", DROP COLUMN "avatar_type", DROP COLUMN "identity_secret", DROP COLUMN "seen_at",
  DROP COLUMN "seen_origin", DROP COLUMN "settings";
DROP TYPE "handoff_reason";
DROP TYPE "rating";
DROP TYPE "conversation_handler";
DROP TYPE "conversation_status";
