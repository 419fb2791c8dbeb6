-- What was read from sites stays, as texts. A value of an enum can't be taken away: the type is made anew.
DROP TABLE "source_page";
DROP TABLE "source";
DROP TYPE "source_page_status";
DROP TYPE "source_schedule";
DROP TYPE "source_kind";
ALTER TABLE "knowledge_document" DROP COLUMN "edited_at";
UPDATE "knowledge_document" SET "origin" = 'text' WHERE "origin" = 'site';
ALTER TYPE "document_origin" RENAME TO "document_origin_of_before";
CREATE TYPE "document_origin" AS ENUM ('text', 'upload', 'api');
ALTER TABLE "knowledge_document" ALTER COLUMN "origin" TYPE "document_origin" USING "origin"::text::"document_origin";
DROP TYPE "document_origin_of_before";
