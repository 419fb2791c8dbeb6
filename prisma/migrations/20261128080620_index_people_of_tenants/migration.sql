-- For the list by pages of those in a business who may be given a role in it. Writers go on while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "membership_tenant_id_user_id_idx" ON "membership"("tenant_id", "user_id");
