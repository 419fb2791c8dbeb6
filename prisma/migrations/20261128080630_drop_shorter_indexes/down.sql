-- SHARE on app_session, membership and gap_question while they are built.
CREATE INDEX "app_session_user_id_idx" ON "app_session"("user_id");
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");
CREATE INDEX "gap_question_tenant_id_organization_id_gap_id_idx" ON "gap_question"("tenant_id", "organization_id", "gap_id");
