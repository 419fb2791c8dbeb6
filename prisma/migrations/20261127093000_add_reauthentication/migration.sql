-- When the person of a session last showed who they are: at sign-in, or by their password again. Sessions of before count
-- from this moment. ACCESS EXCLUSIVE on app_session for an instant.
ALTER TABLE "app_session" ADD COLUMN "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
GRANT UPDATE (authenticated_at) ON app_session TO frontdesk_auth;
