-- New tables only: takes no lock that anybody waits for.
CREATE EXTENSION IF NOT EXISTS vector;

-- CreateEnum
CREATE TYPE "tenant_role" AS ENUM ('owner', 'billing');

-- CreateEnum
CREATE TYPE "organization_role" AS ENUM ('owner', 'admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "api_key_kind" AS ENUM ('publishable', 'secret');

-- CreateEnum
CREATE TYPE "message_role" AS ENUM ('visitor', 'assistant');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('streaming', 'complete', 'partial');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('answered', 'no_answer', 'blocked');

-- CreateEnum
CREATE TYPE "document_kind" AS ENUM ('document', 'faq');

-- CreateEnum
CREATE TYPE "document_origin" AS ENUM ('text', 'upload', 'api');

-- CreateEnum
CREATE TYPE "document_status" AS ENUM ('queued', 'processing', 'available', 'failed');

-- CreateEnum
CREATE TYPE "vector_status" AS ENUM ('pending', 'complete');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('queued', 'running', 'retrying', 'succeeded', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "daily_budget_micros" BIGINT NOT NULL DEFAULT 5000000,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_membership" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "tenant_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_membership_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "membership" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "organization_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("tenant_id","organization_id","user_id")
);

-- CreateTable
CREATE TABLE "widget" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "greeting" TEXT NOT NULL,
    "allowed_origins" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "widget_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "api_key_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "widget_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "theoretical_time" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response_status" INTEGER,
    "response_body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("tenant_id","organization_id","key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "record_id" TEXT,
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "api_key_id" UUID,
    "opened_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_message_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "message" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "role" "message_role" NOT NULL,
    "state" "message_state" NOT NULL DEFAULT 'complete',
    "text" TEXT NOT NULL,
    "client_message_id" TEXT,
    "reply_to_id" UUID,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "outcome" "outcome",
    "confidence" DOUBLE PRECISION,
    "citations" JSONB,
    "receipt" JSONB,
    "answerer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "daily_spend" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reserved_micros" BIGINT NOT NULL DEFAULT 0,
    "spent_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "daily_spend_pkey" PRIMARY KEY ("tenant_id","organization_id","day")
);

-- CreateTable
CREATE TABLE "model_call" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "reserved_micros" BIGINT NOT NULL,
    "cost_micros" BIGINT,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "trace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "knowledge_document" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "document_kind" NOT NULL,
    "origin" "document_origin" NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "external_id" TEXT,
    "alternatives" TEXT[],
    "body" TEXT,
    "file_name" TEXT,
    "file_type" TEXT,
    "file_sha256" TEXT,
    "file_bytes" INTEGER,
    "language" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "live_revision" INTEGER,
    "status" "document_status" NOT NULL DEFAULT 'queued',
    "vectors" "vector_status" NOT NULL DEFAULT 'pending',
    "chunk_count" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "job_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "knowledge_document_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "knowledge_chunk" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "heading" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "length" REAL NOT NULL,

    CONSTRAINT "knowledge_chunk_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "knowledge_posting" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "chunk_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "frequency" REAL NOT NULL,
    "chunk_length" REAL NOT NULL,

    CONSTRAINT "knowledge_posting_pkey" PRIMARY KEY ("tenant_id","organization_id","term","chunk_id")
);

-- CreateTable
CREATE TABLE "knowledge_window" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "chunk_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "embedder" TEXT,
    "embedding" halfvec(512),

    CONSTRAINT "knowledge_window_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "job" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" "job_status" NOT NULL DEFAULT 'queued',
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "trace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "tenant_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "trace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("tenant_id","organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "app_session_user_id_idx" ON "app_session"("user_id");

-- CreateIndex
CREATE INDEX "tenant_membership_user_id_idx" ON "tenant_membership"("user_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "widget_allowed_origins_idx" ON "widget" USING GIN ("allowed_origins");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_tenant_id_organization_id_widget_id_idx" ON "api_key"("tenant_id", "organization_id", "widget_id");

-- CreateIndex
CREATE INDEX "rate_limit_theoretical_time_idx" ON "rate_limit"("theoretical_time");

-- CreateIndex
CREATE INDEX "idempotency_key_tenant_id_organization_id_created_at_idx" ON "idempotency_key"("tenant_id", "organization_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_tenant_id_organization_id_at_idx" ON "audit_event"("tenant_id", "organization_id", "at");

-- CreateIndex
CREATE INDEX "conversation_tenant_id_organization_id_last_message_at_idx" ON "conversation"("tenant_id", "organization_id", "last_message_at");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_tenant_id_organization_id_opened_by_key" ON "conversation"("tenant_id", "organization_id", "opened_by");

-- CreateIndex
CREATE INDEX "message_tenant_id_organization_id_conversation_id_created_a_idx" ON "message"("tenant_id", "organization_id", "conversation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_tenant_id_organization_id_conversation_id_client_me_key" ON "message"("tenant_id", "organization_id", "conversation_id", "client_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_tenant_id_organization_id_reply_to_id_key" ON "message"("tenant_id", "organization_id", "reply_to_id");

-- CreateIndex
CREATE INDEX "model_call_tenant_id_organization_id_day_idx" ON "model_call"("tenant_id", "organization_id", "day");

-- CreateIndex
CREATE INDEX "knowledge_document_tenant_id_organization_id_kind_created_a_idx" ON "knowledge_document"("tenant_id", "organization_id", "kind", "created_at");

-- CreateIndex
CREATE INDEX "knowledge_document_tenant_id_organization_id_job_id_idx" ON "knowledge_document"("tenant_id", "organization_id", "job_id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_document_tenant_id_organization_id_external_id_key" ON "knowledge_document"("tenant_id", "organization_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "knowledge_chunk_tenant_id_organization_id_document_id_revis_key" ON "knowledge_chunk"("tenant_id", "organization_id", "document_id", "revision", "ordinal");

-- CreateIndex
CREATE INDEX "knowledge_posting_tenant_id_organization_id_chunk_id_idx" ON "knowledge_posting"("tenant_id", "organization_id", "chunk_id");

-- CreateIndex
CREATE INDEX "knowledge_window_tenant_id_organization_id_document_id_revi_idx" ON "knowledge_window"("tenant_id", "organization_id", "document_id", "revision");

-- CreateIndex
CREATE INDEX "knowledge_window_tenant_id_organization_id_chunk_id_idx" ON "knowledge_window"("tenant_id", "organization_id", "chunk_id");

-- CreateIndex
CREATE INDEX "job_tenant_id_organization_id_created_at_idx" ON "job"("tenant_id", "organization_id", "created_at");

-- CreateIndex
CREATE INDEX "outbox_event_available_at_idx" ON "outbox_event"("available_at");

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_session" ADD CONSTRAINT "app_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant_membership" ADD CONSTRAINT "tenant_membership_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant_membership" ADD CONSTRAINT "tenant_membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "widget" ADD CONSTRAINT "widget_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_organization_id_widget_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "widget_id") REFERENCES "widget"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenant_id_organization_id_conversation_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "conversation_id") REFERENCES "conversation"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "daily_spend" ADD CONSTRAINT "daily_spend_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_call" ADD CONSTRAINT "model_call_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_document" ADD CONSTRAINT "knowledge_document_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_document" ADD CONSTRAINT "knowledge_document_tenant_id_organization_id_job_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "job_id") REFERENCES "job"("tenant_id", "organization_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_chunk" ADD CONSTRAINT "knowledge_chunk_tenant_id_organization_id_document_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_posting" ADD CONSTRAINT "knowledge_posting_tenant_id_organization_id_chunk_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "chunk_id") REFERENCES "knowledge_chunk"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_window" ADD CONSTRAINT "knowledge_window_tenant_id_organization_id_document_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "document_id") REFERENCES "knowledge_document"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_window" ADD CONSTRAINT "knowledge_window_tenant_id_organization_id_chunk_id_fkey" FOREIGN KEY ("tenant_id", "organization_id", "chunk_id") REFERENCES "knowledge_chunk"("tenant_id", "organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_event" ADD CONSTRAINT "outbox_event_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "organization"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
