-- For the sealer, which reads a tenant's log by its moments. Writers go on while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_event_tenant_id_at_id_idx" ON "audit_event"("tenant_id", "at", "id");
