-- Drops every table with its rows: a backup first.
DROP TABLE "tenant", "organization", "app_user", "app_session", "tenant_membership", "membership", "widget", "api_key", "rate_limit", "idempotency_key", "audit_event", "conversation", "message", "daily_spend", "model_call", "knowledge_document", "knowledge_chunk", "knowledge_posting", "knowledge_window", "job", "outbox_event" CASCADE;
DROP TYPE "tenant_role", "organization_role", "api_key_kind", "message_role", "message_state", "outcome", "document_kind", "document_origin", "document_status", "vector_status", "job_status";
DROP EXTENSION vector;
