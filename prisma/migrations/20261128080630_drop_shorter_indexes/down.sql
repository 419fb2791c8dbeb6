-- SHARE on app_session and membership while they are built.
CREATE INDEX "app_session_user_id_idx" ON "app_session"("user_id");
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");
