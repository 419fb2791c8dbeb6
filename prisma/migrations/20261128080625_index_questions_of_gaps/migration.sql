-- For the questions of a gap by pages, the newest first. Writers go on while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "gap_question_tenant_id_organization_id_gap_id_message_id_idx" ON "gap_question"("tenant_id", "organization_id", "gap_id", "message_id");
