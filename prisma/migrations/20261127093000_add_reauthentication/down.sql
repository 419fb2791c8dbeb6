REVOKE UPDATE (authenticated_at) ON app_session FROM frontdesk_auth;
ALTER TABLE "app_session" DROP COLUMN "authenticated_at";
