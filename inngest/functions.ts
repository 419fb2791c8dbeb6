import "server-only";
import type { JobFunction } from "./define-job";
import { sendAccountMail } from "./functions/access/send-account-mail";
import { sealAudit } from "./functions/access/seal-audit";
import { sendInvitation } from "./functions/access/send-invitation";
import { sendTranscript } from "./functions/chat/send-transcript";
import { mailMembers } from "./functions/chat/mail-members";
import { checkDocuments } from "./functions/knowledge/check-documents";
import { embedDocuments } from "./functions/knowledge/embed-documents";
import { ingestDocuments } from "./functions/knowledge/ingest-documents";
import { purgeDocument } from "./functions/knowledge/purge-document";
import { mailSummary } from "./functions/insights/mail-summary";
import { runTests } from "./functions/quality/run-tests";
import { sortQuestions } from "./functions/quality/sort-questions";
import { syncSite } from "./functions/knowledge/sync-site";
import { sweep } from "./functions/ops/sweep";

/** Every function that there is. */
export const JOB_FUNCTIONS: readonly JobFunction[] = [
  ingestDocuments,
  embedDocuments,
  checkDocuments,
  purgeDocument,
  sortQuestions,
  runTests,
  syncSite,
  sendInvitation,
  sendAccountMail,
  sendTranscript,
  mailMembers,
  mailSummary,
  sealAudit,
  sweep,
];

/** The same for /api/inngest to serve. Made on call, since the client needs the configuration. */
export const functions = () => JOB_FUNCTIONS.map(({ create }) => create());
