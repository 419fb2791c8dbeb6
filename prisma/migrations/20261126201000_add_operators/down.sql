DROP POLICY ops_directory ON job;
DROP POLICY ops_directory ON daily_spend;
DROP POLICY ops_directory ON conversation;
DROP POLICY ops_directory ON knowledge_document;
DROP POLICY ops_directory ON membership;
DROP POLICY ops_directory ON organization;
DROP POLICY ops_directory ON tenant;
REVOKE SELECT (tenant_id, status, created_at, finished_at) ON job FROM frontdesk_ops;
REVOKE SELECT (tenant_id, day, spent_micros) ON daily_spend FROM frontdesk_ops;
REVOKE SELECT (tenant_id, last_message_at) ON conversation FROM frontdesk_ops;
REVOKE SELECT (tenant_id, updated_at, deleted_at) ON knowledge_document FROM frontdesk_ops;
REVOKE SELECT (tenant_id, user_id) ON membership FROM frontdesk_ops;
REVOKE SELECT (tenant_id, id) ON organization FROM frontdesk_ops;
REVOKE SELECT (id, name, created_at) ON tenant FROM frontdesk_ops;
REVOKE USAGE ON SCHEMA public FROM frontdesk_ops;
-- The role stays: another database of the same server may use it.
DROP TABLE "app_operator";
DROP TYPE "operator_level";
