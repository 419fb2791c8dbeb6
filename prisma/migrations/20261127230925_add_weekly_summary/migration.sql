-- What members chose for the weekly summary, the weeks that were begun and to whom they went. New tables alone: SHARE ROW
-- EXCLUSIVE on membership and organization for an instant, for the keys of tables that are empty.
-- CreateTable
CREATE TABLE "insights_setting" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mails_summary" BOOLEAN NOT NULL,

    CONSTRAINT "insights_setting_pkey" PRIMARY KEY ("tenant_id","organization_id","user_id")
);

-- CreateTable
CREATE TABLE "weekly_summary" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "weekly_summary_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "weekly_summary_mail" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "summary_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "weekly_summary_mail_pkey" PRIMARY KEY ("tenant_id","organization_id","summary_id","user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "weekly_summary_tenant_id_organization_id_week_key" ON "weekly_summary"("tenant_id", "organization_id", "week");

-- CreateIndex
CREATE INDEX "weekly_summary_mail_tenant_id_organization_id_user_id_idx" ON "weekly_summary_mail"("tenant_id", "organization_id", "user_id");

-- AddForeignKey
ALTER TABLE "insights_setting" ADD CONSTRAINT "insights_setting_tenant_id_organization_id_user_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "user_id") REFERENCES "membership"("tenant_id", "organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "weekly_summary" ADD CONSTRAINT "weekly_summary_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "weekly_summary_mail" ADD CONSTRAINT "weekly_summary_mail_tenant_id_organization_id_summary_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "summary_id") REFERENCES "weekly_summary"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "weekly_summary_mail" ADD CONSTRAINT "weekly_summary_mail_tenant_id_organization_id_user_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "user_id") REFERENCES "membership"("tenant_id", "organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE insights_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE insights_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON insights_setting TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON insights_setting TO frontdesk_app;

ALTER TABLE weekly_summary ENABLE ROW LEVEL SECURITY;
ALTER TABLE weekly_summary FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON weekly_summary TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON weekly_summary TO frontdesk_app;

ALTER TABLE weekly_summary_mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE weekly_summary_mail FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON weekly_summary_mail TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON weekly_summary_mail TO frontdesk_app;
