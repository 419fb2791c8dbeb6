-- For the lists of what a person belongs to by pages: businesses, and organizations of one. Writers go on while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "membership_user_id_tenant_id_organization_id_idx" ON "membership"("user_id", "tenant_id", "organization_id");
