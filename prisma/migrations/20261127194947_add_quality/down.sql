DROP TABLE "test_result";
DROP TABLE "test_run";
DROP TABLE "test_question";
DROP TABLE "gap_question";
DROP TABLE "knowledge_gap";
DROP TYPE "test_run_reason";
DROP TYPE "test_run_status";
DROP TYPE "gap_status";
