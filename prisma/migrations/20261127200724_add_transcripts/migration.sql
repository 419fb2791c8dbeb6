-- The foreign key takes SHARE ROW EXCLUSIVE on conversation, which delays writes to it; the new table is empty, so nothing
-- is checked and the lock lasts for the statement alone.
-- CreateTable
CREATE TABLE "transcript" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "email" TEXT,
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transcript_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateIndex
CREATE INDEX "transcript_tenant_id_organization_id_conversation_id_create_idx" ON "transcript"("tenant_id", "organization_id", "conversation_id", "created_at");

-- AddForeignKey
ALTER TABLE "transcript" ADD CONSTRAINT "transcript_tenant_id_organization_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "conversation_id") REFERENCES "conversation"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE transcript ENABLE ROW LEVEL SECURITY;
ALTER TABLE transcript FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON transcript TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON transcript TO frontdesk_app;
