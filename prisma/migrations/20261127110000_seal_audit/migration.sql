-- Seals over the audit log: a chain of hashes for each tenant, which row stands where in it, and the role that makes it.
-- ACCESS EXCLUSIVE on tenant, organization and audit_event for an instant, for their policies.
DO $$
DECLARE login text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'frontdesk_audit') THEN
    CREATE ROLE frontdesk_audit NOLOGIN NOINHERIT;
  END IF;
  -- A login that was given the other roles before this one existed.
  FOR login IN SELECT m.member::regrole::text FROM pg_auth_members m
    WHERE m.roleid = 'frontdesk_engine'::regrole AND NOT pg_has_role(m.member, 'frontdesk_audit', 'MEMBER')
      AND m.member <> current_user::regrole
  LOOP
    EXECUTE format('GRANT frontdesk_audit TO %s', login);
  END LOOP;
END $$;

-- CreateTable
CREATE TABLE "audit_seal" (
    "tenant_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "first_position" INTEGER NOT NULL,
    "last_position" INTEGER NOT NULL,
    "row_count" INTEGER NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "complete_until" TIMESTAMPTZ(3) NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("tenant_id","sequence")
);

-- CreateTable
CREATE TABLE "audit_sealed_entry" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_sealed_entry_pkey" PRIMARY KEY ("tenant_id","organization_id","event_id")
);

-- CreateIndex
CREATE INDEX "audit_sealed_entry_tenant_id_sequence_position_idx" ON "audit_sealed_entry"("tenant_id", "sequence", "position");

-- AddForeignKey
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An entry outlives its event and its organization on purpose: it says which row is missing, and its hash carries the
-- chain over the rows of an organization that is gone.
-- AddForeignKey
ALTER TABLE "audit_sealed_entry" ADD CONSTRAINT "audit_sealed_entry_tenant_id_sequence_fkey" FOREIGN KEY ("tenant_id", "sequence") REFERENCES "audit_seal"("tenant_id", "sequence") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_seal TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);

ALTER TABLE audit_sealed_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_sealed_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON audit_sealed_entry TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);

-- The application reads seals and makes none. Nobody changes or removes one.
GRANT SELECT ON audit_seal, audit_sealed_entry TO frontdesk_app;

-- The sealer lists tenants by id, and then works inside one tenant at a time.
GRANT USAGE ON SCHEMA public TO frontdesk_audit;
GRANT SELECT (id) ON tenant TO frontdesk_audit;
GRANT SELECT (tenant_id, id) ON organization TO frontdesk_audit;
GRANT SELECT ON audit_event TO frontdesk_audit;
GRANT SELECT, INSERT ON audit_seal, audit_sealed_entry TO frontdesk_audit;
CREATE POLICY audit_list ON tenant FOR SELECT TO frontdesk_audit USING (true);
CREATE POLICY audit_read ON organization FOR SELECT TO frontdesk_audit
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY audit_read ON audit_event FOR SELECT TO frontdesk_audit
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY audit_read ON audit_seal FOR SELECT TO frontdesk_audit
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY audit_add ON audit_seal FOR INSERT TO frontdesk_audit
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY audit_read ON audit_sealed_entry FOR SELECT TO frontdesk_audit
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
CREATE POLICY audit_add ON audit_sealed_entry FOR INSERT TO frontdesk_audit
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
