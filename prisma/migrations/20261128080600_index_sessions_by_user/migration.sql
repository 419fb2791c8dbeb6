-- For the list of own sessions by pages, the newest sign-in first. Writers go on while it is built.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "app_session_user_id_id_idx" ON "app_session"("user_id", "id");
