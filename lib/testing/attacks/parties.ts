import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { newId } from "@/lib/core/ids";
import { revokeKey } from "@/lib/domains/access/keys/service";
import {
  EXTRACTIVE,
  finishAnswer,
  type FinishedAnswer,
} from "@/lib/domains/chat/answer-repository";
import { openExchange, type Exchange } from "@/lib/domains/chat/open-exchange";
import { addContent } from "@/lib/domains/knowledge/add-service";
import { changeDocument } from "@/lib/domains/knowledge/service";
import { stopJob } from "@/lib/domains/ops/jobs-control-service";
import { env } from "@/lib/env";
import { newTraceId } from "@/lib/platform/log/trace";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { permissionsOfRole, type RoleName } from "@/lib/tenancy/permissions";
import { addKey, addKeyBy } from "../keys";
import { addQualityRecords } from "../quality";
import { addSite } from "./site-records";

export const ROLES = ["owner", "admin", "member", "viewer"] as const satisfies RoleName[];

/** Records of an organization that another one may try to reach. */
export interface Records {
  documentId: string;
  faqId: string;
  flagId: string;
  jobId: string;
  openJobId: string;
  failedJobId: string;
  keyId: string;
  conversationId: string;
  visitorToken: string;
  /** A finished answer in the conversation. */
  answerId: string;
  memberId: string;
  invitationId: string;
  gapId: string;
  otherGapId: string;
  testQuestionId: string;
  testRunId: string;
  sourceId: string;
  /** A page of it whose document was changed by hand. */
  editedPageId: string;
}

/** An organization with keys of both kinds, a member of each role, and records that say whose they are. */
export interface Party {
  context: TenantContext;
  slug: string;
  /** Stands in every text of the organization's own. */
  canary: string;
  keys: { secret: string; publishable: string };
  /** Session cookies. */
  sessions: Record<RoleName, string>;
  userIds: Record<RoleName, string>;
  records: Records;
}

const COOKIE = "next-auth.session-token";

/** The cookie that next-auth would set for a session. */
export async function cookieFor(
  sessionId: string,
  { userId = newId(), secret = env().NEXTAUTH_SECRET } = {},
): Promise<string> {
  const token = await encode({ token: { sub: userId, sid: sessionId }, secret });
  return `${COOKIE}=${token}`;
}

/** A person whose address is confirmed. */
export async function addUser(name = "Robin Example"): Promise<string> {
  const id = newId();
  const user = { id, email: `${id}@example.test`, name, passwordHash: "none" };
  await withAuthLookup((tx) =>
    tx.user.create({
      data: { ...user, emailVerifiedAt: new Date() },
      select: { id: true },
    }),
  );
  return id;
}

export async function addSession(
  userId: string,
  { expiresAt = new Date(Date.now() + 3_600_000) } = {},
): Promise<{ sessionId: string; cookie: string }> {
  const sessionId = newId();
  await withAuthLookup((tx) =>
    tx.session.create({ data: { id: sessionId, userId, expiresAt }, select: { id: true } }),
  );
  return { sessionId, cookie: await cookieFor(sessionId, { userId }) };
}

export async function addMember(
  context: TenantContext,
  role: RoleName,
  name: string,
): Promise<string> {
  const { tenantId, organizationId } = context;
  const userId = await addUser(name);
  await withTenant(context, (tx) =>
    tx.membership.create({ data: { tenantId, organizationId, userId, role } }),
  );
  return userId;
}

/** Straight into the table: the members of a test invite nobody. */
async function addInvitation(context: TenantContext, canary: string): Promise<string> {
  const { tenantId, organizationId, actor } = context;
  const id = newId();
  await withTenant(context, (tx) =>
    tx.invitation.create({
      data: {
        tenantId,
        organizationId,
        id,
        email: `${canary}-${id}@example.test`,
        role: "member",
        tokenHash: randomBytes(32).toString("hex"),
        invitedBy: actor.id,
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    }),
  );
  return id;
}

/** A call whose model is named after whose it is. */
async function addModelCall(context: TenantContext, canary: string): Promise<void> {
  const { tenantId, organizationId, traceId } = context;
  const settled = { costMicros: 12n, inputTokens: 30, outputTokens: 4, settledAt: new Date() };
  await withTenant(context, (tx) =>
    tx.modelCall.create({
      data: {
        ...{ tenantId, organizationId, traceId, id: newId(), day: new Date() },
        ...{ model: `${canary} model`, reservedMicros: 20n, ...settled },
      },
    }),
  );
}

/** A pair of documents that is said to contradict each other. */
async function addFlag(
  context: TenantContext,
  canary: string,
  documents: [first: string, second: string],
): Promise<string> {
  const { tenantId, organizationId } = context;
  const [firstDocumentId, secondDocumentId] = documents;
  const side = { heading: `${canary} heading`, text: `${canary} text` };
  const id = newId();
  await withTenant(context, (tx) =>
    tx.knowledgeFlag.create({
      data: {
        ...{ tenantId, organizationId, id, kind: "contradiction", fingerprint: id },
        ...{ firstDocumentId, firstHeading: side.heading, firstText: side.text },
        ...{ secondDocumentId, secondHeading: side.heading, secondText: side.text },
      },
    }),
  );
  return id;
}

/** A job that was cancelled before it began. */
async function addFailedJob(context: TenantContext, canary: string): Promise<string> {
  const { jobId } = await addContent(context, {
    kind: "document",
    origin: "api",
    title: `${canary} cancelled title`,
    body: `${canary} cancelled body.`,
  });
  await stopJob(context, jobId);
  return jobId;
}

/** Ends the answer of an exchange by text that says whose it is. */
async function addAnswer(
  context: TenantContext,
  { answer }: Exchange,
  canary: string,
): Promise<string> {
  if (!answer) throw new Error("A person answers already");
  const text = `${canary} chat answer`;
  const finished: FinishedAnswer = {
    ...{ text, outcome: "answered", confidence: 1, citations: [], receipt: [], firstWordMs: 1 },
    answerer: EXTRACTIVE,
  };
  await withTenant(context, (tx) => finishAnswer(tx, answer.id, answer.attempt, finished));
  return answer.id;
}

/** Makes records anew, so that one that was deleted before keeps nobody from its own. */
export async function addRecords(context: TenantContext, canary: string): Promise<Records> {
  const document = await addContent(context, {
    kind: "document",
    origin: "api",
    title: `${canary} title`,
    body: `${canary} body. The parking garage opens at seven.`,
    url: `https://${canary}.example/`,
    externalId: newId(),
  });
  const faq = await addContent(context, {
    kind: "faq",
    origin: "api",
    title: `${canary} question?`,
    body: `${canary} answer.`,
    alternatives: [`${canary} alternative?`],
  });
  const { id: keyId } = await addKey(context, { kind: "secret", name: `${canary} key` });
  const byKey: TenantContext = { ...context, actor: { kind: "api_key", id: keyId } };
  // So that there is a version of before.
  await changeDocument(byKey, document.id, "document", { url: `https://${canary}.example/now` });
  await addModelCall(context, canary);
  const exchange = await openExchange(byKey, "secret", { message: `${canary} message` });
  return {
    documentId: document.id,
    faqId: faq.id,
    flagId: await addFlag(context, canary, [document.id, faq.id]),
    jobId: document.jobId,
    openJobId: faq.jobId,
    failedJobId: await addFailedJob(context, canary),
    keyId,
    conversationId: exchange.conversationId,
    visitorToken: exchange.visitorToken,
    answerId: await addAnswer(context, exchange, canary),
    memberId: await addMember(context, "member", `${canary} member`),
    invitationId: await addInvitation(context, canary),
    ...(await addQualityRecords(context, canary, document.id)),
    ...(await addSite(context, canary)),
  };
}

/** Makes an organization, in the tenant given or in one of its own. */
export async function addParty(tenantId?: string): Promise<Party> {
  const canary = `canary-${randomBytes(8).toString("hex")}`;
  const context: TenantContext = {
    tenantId: tenantId ?? newId(),
    organizationId: newId(),
    actor: { kind: "user", id: newId() },
    permissions: permissionsOfRole("owner"),
    traceId: newTraceId(),
  };
  const owner = { tenantId: context.tenantId, organizationId: context.organizationId };
  const slug = `party-${randomBytes(6).toString("hex")}`;
  await withTenant(context, async (tx) => {
    if (tenantId === undefined)
      await tx.tenant.create({ data: { id: owner.tenantId, name: `${canary} tenant` } });
    await tx.organization.create({
      data: {
        tenantId: owner.tenantId,
        id: owner.organizationId,
        slug,
        name: `${canary} organization`,
      },
    });
    await tx.widget.create({
      data: { ...owner, id: newId(), name: `${canary} widget`, greeting: `${canary} greeting` },
    });
  });
  const sessions = {} as Record<RoleName, string>;
  const userIds = {} as Record<RoleName, string>;
  for (const role of ROLES) {
    userIds[role] = await addMember(context, role, `${canary} ${role}`);
    sessions[role] = (await addSession(userIds[role])).cookie;
  }
  await withTenant(context, (tx) =>
    tx.tenantMembership.create({
      data: { tenantId: owner.tenantId, userId: userIds.owner, role: "owner" },
    }),
  );
  const byOwner: TenantContext = { ...context, actor: { kind: "user", id: userIds.owner } };
  const { key: secret } = await addKeyBy(byOwner, { kind: "secret", name: canary });
  const { key: publishable } = await addKeyBy(byOwner, { kind: "publishable", name: canary });
  const records = await addRecords(context, canary);
  return { context, slug, canary, keys: { secret, publishable }, sessions, userIds, records };
}

/** A secret key of the party's that worked until it was ended, and one that worked until it expired. */
export async function deadKeys(party: Party): Promise<{ revoked: string; expired: string }> {
  const input = { kind: "secret", name: "dead" } as const;
  const [revoked, expired] = [
    await addKey(party.context, input),
    await addKey(party.context, input),
  ];
  await revokeKey(party.context, revoked.id);
  await withTenant(party.context, (tx) =>
    tx.apiKey.updateMany({ where: { id: expired.id }, data: { expiresAt: new Date() } }),
  );
  return { revoked: revoked.key, expired: expired.key };
}
