DROP POLICY auth_lookup ON tenant;
REVOKE SELECT (id, requires_two_factor) ON tenant FROM frontdesk_auth;
REVOKE UPDATE (second_step_at) ON app_session FROM frontdesk_auth;
DROP TABLE "app_recovery_code";
DROP TABLE "app_two_factor";
ALTER TABLE "tenant" DROP COLUMN "requires_two_factor";
ALTER TABLE "app_session" DROP COLUMN "second_step_at";
