-- A user without a password cannot be kept by what was before: they get one that nothing hashes to.
REVOKE UPDATE (email_verified_at) ON app_user FROM frontdesk_auth;
REVOKE UPDATE (connecting, connecting_until) ON app_session FROM frontdesk_auth;
DROP TABLE "account_outbox_event";
DROP TABLE "account_token";
DROP TYPE "account_token_purpose";
DROP TABLE "app_account";
ALTER TABLE "app_session" DROP COLUMN "connecting", DROP COLUMN "connecting_until";
UPDATE "app_user" SET "password_hash" = '' WHERE "password_hash" IS NULL;
ALTER TABLE "app_user" ALTER COLUMN "password_hash" SET NOT NULL, DROP COLUMN "email_verified_at";
