-- Which key took a key's place, so that it can be replaced only once. Null for the keys of before, so that instances of
-- before go on. ACCESS EXCLUSIVE on api_key for an instant: no row is rewritten.
ALTER TABLE "api_key" ADD COLUMN "replaced_by" UUID;
