-- What an inbox and a widget with handoff, leads and ratings keep. The new columns have constant defaults or may be null, so
-- that nothing is written anew and instances of before go on: ACCESS EXCLUSIVE on conversation, message and widget for an
-- instant. SHARE on conversation, against its writes, while its index is built; an installation of today has few rows there.
-- CreateEnum
CREATE TYPE "conversation_status" AS ENUM ('open', 'snoozed', 'closed');

-- CreateEnum
CREATE TYPE "conversation_handler" AS ENUM ('assistant', 'person');

-- CreateEnum
CREATE TYPE "rating" AS ENUM ('up', 'down');

-- CreateEnum
CREATE TYPE "handoff_reason" AS ENUM ('visitor_asked', 'taken_over');

-- AlterEnum
ALTER TYPE "message_role" ADD VALUE 'member';

-- AlterEnum
ALTER TYPE "message_state" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "assignee_id" UUID,
ADD COLUMN     "handled_by" "conversation_handler" NOT NULL DEFAULT 'assistant',
ADD COLUMN     "language" TEXT,
ADD COLUMN     "member_typing_at" TIMESTAMPTZ(3),
ADD COLUMN     "needs_person_at" TIMESTAMPTZ(3),
ADD COLUMN     "page_url" TEXT,
ADD COLUMN     "preview" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3),
ADD COLUMN     "status" "conversation_status" NOT NULL DEFAULT 'open',
ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "unanswered_at" TIMESTAMPTZ(3),
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "visitor_email" TEXT,
ADD COLUMN     "visitor_id" TEXT,
ADD COLUMN     "visitor_name" TEXT,
ADD COLUMN     "visitor_seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "visitor_typing_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "author_id" UUID,
ADD COLUMN     "author_name" TEXT,
ADD COLUMN     "rated_at" TIMESTAMPTZ(3),
ADD COLUMN     "rating" "rating",
ADD COLUMN     "rating_reason" TEXT;

-- AlterTable
ALTER TABLE "widget" ADD COLUMN     "avatar" BYTEA,
ADD COLUMN     "avatar_type" TEXT,
ADD COLUMN     "identity_secret" TEXT,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "seen_origin" TEXT,
ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "conversation_note" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_note_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "handoff" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "reason" "handoff_reason" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoff_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "lead" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID,
    "client_lead_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "page_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateIndex
CREATE INDEX "conversation_note_tenant_id_organization_id_conversation_id_idx" ON "conversation_note"("tenant_id", "organization_id", "conversation_id", "created_at");

-- CreateIndex
CREATE INDEX "handoff_tenant_id_organization_id_conversation_id_idx" ON "handoff"("tenant_id", "organization_id", "conversation_id");

-- CreateIndex
CREATE INDEX "handoff_tenant_id_organization_id_created_at_idx" ON "handoff"("tenant_id", "organization_id", "created_at");

-- CreateIndex
CREATE INDEX "lead_tenant_id_organization_id_created_at_idx" ON "lead"("tenant_id", "organization_id", "created_at");

-- CreateIndex
CREATE INDEX "lead_tenant_id_organization_id_conversation_id_idx" ON "lead"("tenant_id", "organization_id", "conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "lead_tenant_id_organization_id_client_lead_id_key" ON "lead"("tenant_id", "organization_id", "client_lead_id");

-- CreateIndex
CREATE INDEX "conversation_tenant_id_organization_id_updated_at_idx" ON "conversation"("tenant_id", "organization_id", "updated_at");

-- AddForeignKey
ALTER TABLE "conversation_note" ADD CONSTRAINT "conversation_note_tenant_id_organization_id_conversation_i_fkey" FOREIGN KEY ("tenant_id", "organization_id", "conversation_id") REFERENCES "conversation"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff" ADD CONSTRAINT "handoff_tenant_id_organization_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "conversation_id") REFERENCES "conversation"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead" ADD CONSTRAINT "lead_tenant_id_organization_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "conversation_id") REFERENCES "conversation"("tenant_id", "organization_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

ALTER TABLE conversation_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation_note FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON conversation_note TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON conversation_note TO frontdesk_app;

ALTER TABLE handoff ENABLE ROW LEVEL SECURITY;
ALTER TABLE handoff FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON handoff TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON handoff TO frontdesk_app;

ALTER TABLE lead ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON lead TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON lead TO frontdesk_app;
