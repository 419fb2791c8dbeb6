ALTER TABLE "knowledge_document" DROP COLUMN "indexed_length";
