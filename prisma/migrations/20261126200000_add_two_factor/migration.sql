-- A second step of signing in: a person's secret and recovery codes, what a session has passed, and which tenants demand
-- it. The new columns have defaults or may be null, so that instances of before go on. ACCESS EXCLUSIVE on app_session
-- and tenant for an instant.
ALTER TABLE "app_session" ADD COLUMN "second_step_at" TIMESTAMPTZ(3);
ALTER TABLE "tenant" ADD COLUMN "requires_two_factor" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "app_two_factor" (
    "user_id" UUID NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_time_step" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_two_factor_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "app_recovery_code" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "app_recovery_code_pkey" PRIMARY KEY ("user_id","hash")
);

-- AddForeignKey
ALTER TABLE "app_two_factor" ADD CONSTRAINT "app_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_recovery_code" ADD CONSTRAINT "app_recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_two_factor"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE (sealed_secret, confirmed_at, last_time_step), DELETE ON app_two_factor TO frontdesk_auth;
GRANT SELECT, INSERT, DELETE ON app_recovery_code TO frontdesk_auth;
GRANT UPDATE (second_step_at) ON app_session TO frontdesk_auth;
-- Whether a membership counts without the second step is asked before there is a tenant.
GRANT SELECT (id, requires_two_factor) ON tenant TO frontdesk_auth;
CREATE POLICY auth_lookup ON tenant FOR SELECT TO frontdesk_auth USING (true);
