-- What was archived answers again: what was before knows no such state.
DROP POLICY auth_lookup ON tenant_membership;
REVOKE SELECT (tenant_id, user_id, role) ON tenant_membership FROM frontdesk_auth;
REVOKE SELECT (name) ON tenant FROM frontdesk_auth;
ALTER POLICY engine_relay_read ON outbox_event USING (true);
ALTER POLICY engine_sweep ON organization USING (true);
ALTER POLICY auth_lookup ON invitation USING (true);
ALTER POLICY auth_lookup ON api_key USING (true);
ALTER POLICY auth_lookup ON membership USING (true);
REVOKE SELECT (archived_at) ON organization FROM frontdesk_auth, frontdesk_engine;
ALTER TABLE "organization" DROP COLUMN "archived_at";
