DROP TABLE "knowledge_vector";
ALTER TABLE "knowledge_window" ADD COLUMN "embedder" TEXT, ADD COLUMN "embedding" halfvec(512);
