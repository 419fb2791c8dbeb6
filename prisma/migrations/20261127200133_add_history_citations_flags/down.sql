DROP TABLE "knowledge_flag";
DROP TABLE "document_citation_day";
DROP TABLE "document_version";
ALTER TABLE "knowledge_document" DROP COLUMN "checked_revision";
DROP TYPE "flag_kind";
DROP TYPE "document_change";
