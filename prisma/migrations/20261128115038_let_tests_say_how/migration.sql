-- How each answer of a run was made. ACCESS EXCLUSIVE on test_result for an instant: both columns have a constant default or
-- none, so nothing is written anew. What was there was answered by quotes, as the default says.
-- CreateEnum
CREATE TYPE "test_answer_made" AS ENUM ('model', 'model_before', 'quotes', 'nothing_found', 'over_budget', 'model_away', 'model_failed');

-- AlterTable
ALTER TABLE "test_result" ADD COLUMN     "made" "test_answer_made" NOT NULL DEFAULT 'quotes',
ADD COLUMN     "told" TEXT;
