-- Who has the inbox open, what members chose for it, and what was seen and mailed. ACCESS EXCLUSIVE on conversation for an
-- instant, since the new columns may be null and nothing is written anew; SHARE on it, against its writes, while its index is
-- built: an installation of today has few rows there. SHARE ROW EXCLUSIVE on membership for an instant, for the keys.
-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "member_seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "person_mail_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "inbox_presence" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "conversation_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "typing_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_presence_pkey" PRIMARY KEY ("tenant_id","organization_id","user_id")
);

-- CreateTable
CREATE TABLE "inbox_setting" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mails_handoffs" BOOLEAN NOT NULL,

    CONSTRAINT "inbox_setting_pkey" PRIMARY KEY ("tenant_id","organization_id","user_id")
);

-- CreateIndex
CREATE INDEX "conversation_tenant_id_organization_id_snoozed_until_idx" ON "conversation"("tenant_id", "organization_id", "snoozed_until");

-- AddForeignKey
ALTER TABLE "inbox_presence" ADD CONSTRAINT "inbox_presence_tenant_id_organization_id_user_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "user_id") REFERENCES "membership"("tenant_id", "organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_setting" ADD CONSTRAINT "inbox_setting_tenant_id_organization_id_user_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "user_id") REFERENCES "membership"("tenant_id", "organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE inbox_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_presence FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON inbox_presence TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_presence TO frontdesk_app;

ALTER TABLE inbox_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON inbox_setting TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_setting TO frontdesk_app;
