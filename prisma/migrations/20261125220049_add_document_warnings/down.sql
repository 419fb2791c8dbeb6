ALTER TABLE "knowledge_document" DROP COLUMN "warnings";
