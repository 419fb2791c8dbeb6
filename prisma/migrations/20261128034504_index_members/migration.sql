-- For the list of members by pages: in the order in which they came. Writers go on while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "membership_tenant_id_organization_id_created_at_user_id_idx" ON "membership"("tenant_id", "organization_id", "created_at", "user_id");
