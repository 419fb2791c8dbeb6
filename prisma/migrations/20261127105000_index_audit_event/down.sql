DROP INDEX "audit_event_tenant_id_at_id_idx";
