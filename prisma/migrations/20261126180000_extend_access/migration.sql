-- What sessions, invitations and keys need to be seen and ended one by one. The new columns have defaults or may be null,
-- so that instances of before go on. ACCESS EXCLUSIVE on app_session and api_key for an instant.
ALTER TABLE "app_session" ADD COLUMN "user_agent" TEXT, ADD COLUMN "address" TEXT, ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "api_key" ADD COLUMN "scopes" TEXT[] NOT NULL DEFAULT '{}', ADD COLUMN "created_by" UUID, ADD COLUMN "last_used_at" TIMESTAMPTZ(3);
UPDATE "api_key" SET "scopes" = CASE "kind"
  WHEN 'publishable' THEN '{chat:ask}'::text[]
  ELSE '{kb:read,kb:write,kb:delete,chat:ask}'::text[] END;

-- CreateTable
CREATE TABLE "invitation" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "organization_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_organization_id_created_at_idx" ON "invitation"("tenant_id", "organization_id", "created_at");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON invitation TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
-- Kept when it ends: who was asked in belongs to the trail.
GRANT SELECT, INSERT, UPDATE ON invitation TO frontdesk_app;

-- Which organization an invitation is of, from its token, and what a key may do and when it was last used.
GRANT SELECT (tenant_id, organization_id, id, email, role, token_hash, expires_at, accepted_at, revoked_at) ON invitation TO frontdesk_auth;
CREATE POLICY auth_lookup ON invitation FOR SELECT TO frontdesk_auth USING (true);
GRANT SELECT (scopes, last_used_at), UPDATE (last_used_at) ON api_key TO frontdesk_auth;
CREATE POLICY auth_touch ON api_key FOR UPDATE TO frontdesk_auth USING (true) WITH CHECK (true);
GRANT UPDATE (last_seen_at) ON app_session TO frontdesk_auth;
GRANT UPDATE (password_hash) ON app_user TO frontdesk_auth;
