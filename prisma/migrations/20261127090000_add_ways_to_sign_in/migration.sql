-- Signing in with Google or Microsoft, and what is asked for by mail. Instances of before go on: they read no password
-- that may be null, since only the new ones make a user without one. ACCESS EXCLUSIVE on app_user and app_session for
-- an instant.
ALTER TABLE "app_user" ALTER COLUMN "password_hash" DROP NOT NULL, ADD COLUMN "email_verified_at" TIMESTAMPTZ(3);
ALTER TABLE "app_session" ADD COLUMN "connecting" TEXT, ADD COLUMN "connecting_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "app_account" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_account_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_account_user_id_provider_key" ON "app_account"("user_id", "provider");

-- AddForeignKey
ALTER TABLE "app_account" ADD CONSTRAINT "app_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateEnum
CREATE TYPE "account_token_purpose" AS ENUM ('reset_password', 'verify_email');

-- CreateTable
CREATE TABLE "account_token" (
    "id" UUID NOT NULL,
    "purpose" "account_token_purpose" NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" UUID,
    "token_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_token_token_hash_key" ON "account_token"("token_hash");

-- CreateIndex
CREATE INDEX "account_token_user_id_idx" ON "account_token"("user_id");

-- CreateIndex
CREATE INDEX "account_token_expires_at_idx" ON "account_token"("expires_at");

-- AddForeignKey
ALTER TABLE "account_token" ADD CONSTRAINT "account_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "account_outbox_event" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "trace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "account_outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "account_outbox_event_available_at_idx" ON "account_outbox_event"("available_at");

-- Of persons, who belong to no tenant: out of reach of a tenant's transaction.
GRANT SELECT, INSERT, DELETE ON app_account TO frontdesk_auth;
GRANT SELECT, INSERT, DELETE, UPDATE (token_hash, user_id, used_at) ON account_token TO frontdesk_auth;
GRANT INSERT ON account_outbox_event TO frontdesk_auth;
GRANT UPDATE (email_verified_at) ON app_user TO frontdesk_auth;
GRANT UPDATE (connecting, connecting_until) ON app_session TO frontdesk_auth;
GRANT SELECT, UPDATE (available_at, attempts), DELETE ON account_outbox_event TO frontdesk_engine;
