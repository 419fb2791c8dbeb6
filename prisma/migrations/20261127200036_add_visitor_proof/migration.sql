-- Who vouched for a visitor, and by which address a widget's picture is known. Constant defaults or null: nothing is written
-- anew and instances of before go on. ACCESS EXCLUSIVE on conversation and widget for an instant.
-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "visitor_contact_verified" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "visitor_verified" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "widget" ADD COLUMN     "avatar_hash" TEXT;
