-- BM25 compares a chunk's length with the organization's average. Kept on the document, it is had from rows that each
-- search reads anyway instead of from every chunk. A constant default rewrites nothing: the lock is held for a moment.
ALTER TABLE "knowledge_document" ADD COLUMN "indexed_length" REAL NOT NULL DEFAULT 0;
