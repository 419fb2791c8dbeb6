import type { Prisma } from "./generated/client";

/**
 * To whom the rows of each model belong. Every model of the schema stands here (the type demands it), and the
 * catalogue test compares it with the tables that have row-level security.
 * - organization: carries tenantId and organizationId
 * - tenant-root, organization-root: the owner itself, known by its own id
 * - tenant: carries tenantId alone
 * - none: before there is a tenant; out of reach of a tenant's transaction
 */
export const MODEL_OWNERSHIP = {
  Tenant: "tenant-root",
  Organization: "organization-root",
  TenantMembership: "tenant",
  User: "none",
  Session: "none",
  TwoFactor: "none",
  RecoveryCode: "none",
  Operator: "none",
  Account: "none",
  AccountToken: "none",
  AccountOutboxEvent: "none",
  RateLimit: "none",
  CircuitBreaker: "none",
  Membership: "organization",
  Invitation: "organization",
  Widget: "organization",
  ApiKey: "organization",
  IdempotencyKey: "organization",
  AuditEvent: "organization",
  AuditSeal: "tenant",
  AuditSealedEntry: "organization",
  Job: "organization",
  OutboxEvent: "organization",
  KnowledgeDocument: "organization",
  KnowledgeChunk: "organization",
  KnowledgePosting: "organization",
  KnowledgeWindow: "organization",
  KnowledgeVector: "organization",
  Source: "organization",
  SourcePage: "organization",
  DocumentVersion: "organization",
  DocumentCitationDay: "organization",
  KnowledgeFlag: "organization",
  Conversation: "organization",
  Message: "organization",
  ConversationNote: "organization",
  InboxPresence: "organization",
  InboxSetting: "organization",
  InsightsSetting: "organization",
  WeeklySummary: "organization",
  WeeklySummaryMail: "organization",
  Handoff: "organization",
  Lead: "organization",
  Transcript: "organization",
  KnowledgeGap: "organization",
  GapQuestion: "organization",
  TestQuestion: "organization",
  TestRun: "organization",
  TestResult: "organization",
  DailySpend: "organization",
  ModelCall: "organization",
} as const satisfies Record<Prisma.ModelName, Ownership>;

export type Ownership = "organization" | "tenant" | "tenant-root" | "organization-root" | "none";
