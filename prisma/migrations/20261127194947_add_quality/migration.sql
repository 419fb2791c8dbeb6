-- Questions that the knowledge did not answer, clustered, and questions that it is tested with. New tables alone: a foreign
-- key to message and to organization takes SHARE ROW EXCLUSIVE there for an instant, since no row has to be checked.
-- CreateEnum
CREATE TYPE "gap_status" AS ENUM ('open', 'answered', 'dismissed');

-- CreateEnum
CREATE TYPE "test_run_status" AS ENUM ('running', 'complete', 'failed');

-- CreateEnum
CREATE TYPE "test_run_reason" AS ENUM ('asked', 'knowledge_changed');

-- CreateTable
CREATE TABLE "knowledge_gap" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "status" "gap_status" NOT NULL DEFAULT 'open',
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "document_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_gap_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "gap_question" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "gap_id" UUID,
    "text" TEXT NOT NULL,
    "terms" TEXT[],
    "similarity" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "embedder" TEXT,
    "embedding" halfvec(512),

    CONSTRAINT "gap_question_pkey" PRIMARY KEY ("tenant_id","organization_id","message_id")
);

-- CreateTable
CREATE TABLE "test_question" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "document_title" TEXT NOT NULL,
    "words" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_question_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "test_run" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reason" "test_run_reason" NOT NULL,
    "status" "test_run_status" NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL DEFAULT 0,
    "passed" INTEGER NOT NULL DEFAULT 0,
    "lost" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_run_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "test_result" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "lost" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "citations" JSONB NOT NULL,

    CONSTRAINT "test_result_pkey" PRIMARY KEY ("tenant_id","organization_id","run_id","question_id")
);

-- CreateIndex
CREATE INDEX "gap_question_tenant_id_organization_id_gap_id_idx" ON "gap_question"("tenant_id", "organization_id", "gap_id");

-- CreateIndex
CREATE UNIQUE INDEX "test_question_tenant_id_organization_id_question_key" ON "test_question"("tenant_id", "organization_id", "question");

-- AddForeignKey
ALTER TABLE "knowledge_gap" ADD CONSTRAINT "knowledge_gap_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gap_question" ADD CONSTRAINT "gap_question_tenant_id_organization_id_gap_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "gap_id") REFERENCES "knowledge_gap"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gap_question" ADD CONSTRAINT "gap_question_tenant_id_organization_id_message_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "message_id") REFERENCES "message"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_question" ADD CONSTRAINT "test_question_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_run" ADD CONSTRAINT "test_run_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_result" ADD CONSTRAINT "test_result_tenant_id_organization_id_run_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "run_id") REFERENCES "test_run"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE knowledge_gap ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge_gap FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON knowledge_gap TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge_gap TO frontdesk_app;

ALTER TABLE gap_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE gap_question FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON gap_question TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON gap_question TO frontdesk_app;

ALTER TABLE test_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE test_question FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON test_question TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON test_question TO frontdesk_app;

ALTER TABLE test_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE test_run FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON test_run TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON test_run TO frontdesk_app;

ALTER TABLE test_result ENABLE ROW LEVEL SECURITY;
ALTER TABLE test_result FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON test_result TO frontdesk_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON test_result TO frontdesk_app;
