REVOKE UPDATE (password_hash) ON app_user FROM frontdesk_auth;
REVOKE UPDATE (last_seen_at) ON app_session FROM frontdesk_auth;
DROP POLICY auth_touch ON api_key;
DROP TABLE "invitation";
ALTER TABLE "api_key" DROP COLUMN "scopes", DROP COLUMN "created_by", DROP COLUMN "last_used_at";
ALTER TABLE "app_session" DROP COLUMN "user_agent", DROP COLUMN "address", DROP COLUMN "last_seen_at";
