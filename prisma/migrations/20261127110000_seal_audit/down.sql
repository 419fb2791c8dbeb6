DROP POLICY audit_read ON audit_event;
DROP POLICY audit_read ON organization;
DROP POLICY audit_list ON tenant;
REVOKE SELECT ON audit_event FROM frontdesk_audit;
REVOKE SELECT (tenant_id, id) ON organization FROM frontdesk_audit;
REVOKE SELECT (id) ON tenant FROM frontdesk_audit;
REVOKE USAGE ON SCHEMA public FROM frontdesk_audit;
-- The role stays: another database of the same server may use it.
DROP TABLE "audit_sealed_entry";
DROP TABLE "audit_seal";
