ALTER TABLE "test_result" DROP COLUMN "made", DROP COLUMN "told";
DROP TYPE "test_answer_made";
