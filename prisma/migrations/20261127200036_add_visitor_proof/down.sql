ALTER TABLE "widget" DROP COLUMN "avatar_hash";
ALTER TABLE "conversation" DROP COLUMN "visitor_contact_verified", DROP COLUMN "visitor_verified";
