ALTER TABLE "api_key" DROP COLUMN "replaced_by";
