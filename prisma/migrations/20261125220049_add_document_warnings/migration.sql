-- ACCESS EXCLUSIVE for an instant: a constant default is kept in the catalogue, and no row is rewritten.
ALTER TABLE "knowledge_document" ADD COLUMN     "warnings" TEXT[] DEFAULT ARRAY[]::TEXT[];
