import { newId } from "@/lib/core/ids";
import { widgetLook } from "@/lib/domains/access/widget/schema";
import { png } from "../pictures";
import type { Records } from "./parties";
import type { Kind } from "./principals";

export interface ActionCase {
  allows: readonly Kind[];
  /** Each call needs a record of its own, since there is none any more after it. */
  ends?: true;
  own: (records: Records) => unknown;
  /** The input with another organization's id; undefined when it has no place for any. */
  foreign?: (their: Records) => unknown;
}

const WRITERS: Kind[] = ["owner", "admin", "member"];
const ADMINS: Kind[] = ["owner", "admin"];

function byId(allows: readonly Kind[], input: (records: Records) => unknown): ActionCase {
  return { allows, own: input, foreign: input };
}

const ending = (one: ActionCase): ActionCase => ({ ...one, ends: true });

/** A conversation as it is when it has just begun. */
const seen = ({ conversationId }: Records) => ({ id: conversationId, version: 1 });

/** One case for each server action. An action without one fails the suite. */
export const ACTION_CASES: Readonly<Record<string, ActionCase>> = {
  "lib/domains/access/actions.ts changeAllowedOrigin": {
    allows: ADMINS,
    own: () => ({ origin: "https://shop.example", allowed: true }),
  },
  "lib/domains/access/widget/doctor/actions.ts checkOwnSite": {
    allows: ADMINS,
    own: () => ({ url: "http://169.254.169.254/" }),
  },
  "lib/domains/access/widget/actions.ts saveWidgetSettings": {
    allows: ADMINS,
    own: () => ({ ...widgetLook.parse({}), name: `Asked ${newId()}`, greeting: "Hello" }),
  },
  "lib/domains/access/widget/actions.ts uploadAvatar": {
    allows: ADMINS,
    own: () => ({ image: png().toString("base64") }),
  },
  "lib/domains/access/widget/actions.ts removeAvatar": { allows: ADMINS, own: () => ({}) },
  "lib/domains/access/widget/actions.ts createIdentitySecret": { allows: ADMINS, own: () => ({}) },
  "lib/domains/access/businesses/actions.ts renameOrganization": {
    allows: ADMINS,
    own: () => ({ name: `Renamed ${newId()}` }),
  },
  "lib/domains/access/keys/actions.ts createApiKey": {
    allows: ADMINS,
    own: () => ({ kind: "publishable", name: "Made", scopes: ["chat:ask"], expiresAt: null }),
  },
  "lib/domains/access/keys/actions.ts rotateApiKey": ending(
    byId(ADMINS, ({ keyId }) => ({ id: keyId, overlap: "24h" })),
  ),
  "lib/domains/access/keys/actions.ts revokeApiKey": ending(
    byId(ADMINS, ({ keyId }) => ({ id: keyId })),
  ),
  "lib/domains/access/members/actions.ts changeMemberRole": byId(ADMINS, ({ memberId }) => ({
    userId: memberId,
    role: "viewer",
  })),
  "lib/domains/access/members/actions.ts removeMember": ending(
    byId(ADMINS, ({ memberId }) => ({ userId: memberId })),
  ),
  "lib/domains/access/members/actions.ts inviteMember": {
    allows: ADMINS,
    own: () => ({ email: `${newId()}@example.test`, role: "member" }),
  },
  "lib/domains/access/members/actions.ts resendInvitation": byId(ADMINS, ({ invitationId }) => ({
    id: invitationId,
  })),
  "lib/domains/access/members/actions.ts revokeInvitation": ending(
    byId(ADMINS, ({ invitationId }) => ({ id: invitationId })),
  ),
  "lib/domains/access/two-factor/actions.ts setTwoFactorDemand": {
    allows: ["owner"],
    own: () => ({ required: false }),
  },
  "lib/domains/chat/inbox/actions.ts takeOver": ending(byId(WRITERS, seen)),
  "lib/domains/chat/inbox/actions.ts handBack": ending(byId(WRITERS, seen)),
  "lib/domains/chat/inbox/actions.ts close": ending(byId(WRITERS, seen)),
  "lib/domains/chat/inbox/actions.ts reopen": ending(byId(WRITERS, seen)),
  "lib/domains/chat/inbox/actions.ts sendReply": ending(
    byId(WRITERS, (r) => ({ ...seen(r), text: "At seven.", clientMessageId: newId() })),
  ),
  "lib/domains/chat/inbox/actions.ts assign": ending(
    byId(WRITERS, (r) => ({ ...seen(r), memberId: r.memberId })),
  ),
  "lib/domains/chat/inbox/actions.ts snooze": ending(
    byId(WRITERS, (r) => ({ ...seen(r), until: new Date(Date.now() + 3_600_000).toISOString() })),
  ),
  "lib/domains/chat/inbox/actions.ts writeNote": byId(WRITERS, ({ conversationId }) => ({
    id: conversationId,
    noteId: newId(),
    text: "A regular.",
  })),
  "lib/domains/chat/inbox/actions.ts removeConversation": ending(
    byId(ADMINS, ({ conversationId }) => ({ id: conversationId })),
  ),
  "lib/domains/chat/inbox/actions.ts tellPresence": byId(
    [...WRITERS, "viewer"],
    ({ conversationId }) => ({ conversationId, typing: false }),
  ),
  "lib/domains/chat/inbox/actions.ts setHandoffMails": {
    allows: WRITERS,
    own: () => ({ mailsHandoffs: true }),
  },
  "lib/domains/insights/actions.ts setWeeklySummary": {
    allows: [...WRITERS, "viewer"],
    own: () => ({ mailsSummary: false }),
  },
  "lib/domains/knowledge/actions.ts createTextDocument": {
    allows: WRITERS,
    own: () => ({ title: "Opening hours", text: "From nine to five." }),
  },
  "lib/domains/knowledge/actions.ts updateDocument": byId(WRITERS, ({ documentId }) => ({
    id: documentId,
    title: "Changed",
  })),
  "lib/domains/knowledge/actions.ts createFaqEntry": {
    allows: WRITERS,
    own: () => ({ question: `A garage? ${newId()}`, answer: "Yes.", alternatives: [] }),
  },
  "lib/domains/knowledge/actions.ts updateFaqEntry": byId(WRITERS, ({ faqId }) => ({
    id: faqId,
    answer: "Changed.",
  })),
  "lib/domains/knowledge/sources/actions.ts addSite": {
    allows: WRITERS,
    own: () => ({ address: `https://${newId()}.example.test/`, schedule: "off" }),
  },
  "lib/domains/knowledge/sources/actions.ts changeSourceSchedule": byId(
    WRITERS,
    ({ sourceId }) => ({ id: sourceId, schedule: "daily" }),
  ),
  "lib/domains/knowledge/sources/actions.ts syncNow": byId(WRITERS, ({ sourceId }) => ({
    id: sourceId,
  })),
  "lib/domains/knowledge/sources/actions.ts followPageAgain": ending(
    byId(WRITERS, ({ sourceId, editedPageId }) => ({ id: sourceId, pageId: editedPageId })),
  ),
  "lib/domains/knowledge/sources/actions.ts removeSite": ending(
    byId(ADMINS, ({ sourceId }) => ({ id: sourceId })),
  ),
  "lib/domains/knowledge/history/actions.ts restoreDocumentVersion": ending(
    byId(WRITERS, ({ documentId }) => ({ id: documentId, number: 1, newest: 1 })),
  ),
  "lib/domains/knowledge/check/actions.ts dismissFlag": byId(WRITERS, ({ flagId }) => ({
    id: flagId,
    dismissed: true,
  })),
  "lib/domains/knowledge/actions.ts removeDocument": ending(
    byId(ADMINS, ({ documentId }) => ({ id: documentId })),
  ),
  "lib/domains/knowledge/actions.ts reindexDocument": byId(WRITERS, ({ documentId }) => ({
    id: documentId,
  })),
  "lib/domains/quality/gaps/actions.ts sortGaps": { allows: WRITERS, own: () => ({}) },
  "lib/domains/quality/gaps/actions.ts changeGapStatus": byId(WRITERS, ({ gapId }) => ({
    id: gapId,
    status: "dismissed",
  })),
  "lib/domains/quality/gaps/actions.ts mergeGap": ending(
    byId(WRITERS, ({ gapId, otherGapId }) => ({ id: gapId, into: otherGapId })),
  ),
  "lib/domains/quality/gaps/actions.ts previewGapAnswer": byId(WRITERS, ({ gapId }) => ({
    ...{ id: gapId, question: "A garage?", answer: "Yes.", alternatives: [] },
  })),
  "lib/domains/quality/gaps/actions.ts publishGapAnswer": ending(
    byId(WRITERS, ({ gapId }) => ({
      ...{ id: gapId, question: "A garage?", answer: "Yes.", alternatives: [] },
    })),
  ),
  "lib/domains/quality/tests/actions.ts createTestQuestion": byId(WRITERS, ({ documentId }) => ({
    ...{ question: `A garage? ${newId()}`, documentId, words: [] },
  })),
  "lib/domains/quality/tests/actions.ts changeTestQuestion": byId(
    WRITERS,
    ({ testQuestionId, documentId }) => ({
      ...{ id: testQuestionId, question: `Changed? ${newId()}`, documentId, words: ["yes"] },
    }),
  ),
  "lib/domains/quality/tests/actions.ts deleteTestQuestion": ending(
    byId(WRITERS, ({ testQuestionId }) => ({ id: testQuestionId })),
  ),
  "lib/domains/quality/tests/actions.ts runTestQuestions": { allows: WRITERS, own: () => ({}) },
};

/** Actions before sign-in, which know no tenant. */
export const OPEN_ACTIONS = [
  "lib/domains/access/actions.ts signUp",
  "lib/domains/access/mailbox/actions.ts askForPasswordReset",
  "lib/domains/access/mailbox/actions.ts resetPassword",
  "lib/domains/access/members/actions.ts acceptOwnInvitation",
  "lib/domains/access/members/actions.ts joinByInvitation",
  "lib/domains/access/two-factor/actions.ts takeSecondStep",
  "lib/domains/insights/actions.ts stopWeeklySummary",
];

/** Actions of a tenant's owner: the input that would do something, given ids of the tenant. */
export const TENANT_CASES: Readonly<
  Record<string, (ids: { organizationId: string; memberId: string }) => unknown>
> = {
  "lib/domains/access/businesses/actions.ts addOrganization": () => ({ name: "Second Shop" }),
  "lib/domains/access/businesses/actions.ts archiveOrganization": ({ organizationId }) => ({
    organizationId,
  }),
  "lib/domains/access/businesses/actions.ts restoreOrganization": ({ organizationId }) => ({
    organizationId,
  }),
  "lib/domains/access/businesses/actions.ts renameBusiness": () => ({ name: "Renamed" }),
  "lib/domains/access/businesses/actions.ts listBusinessPeople": ({ memberId }) => ({
    cursor: memberId,
  }),
  "lib/domains/access/businesses/actions.ts listBusinessCandidates": () => ({ search: "canary" }),
  "lib/domains/access/businesses/actions.ts changeBusinessRole": ({ memberId }) => ({
    userId: memberId,
    role: "owner",
  }),
};

/** Actions that end the caller's own membership or role, by the test that attacks them: the arena needs its members. */
export const PARTING_ACTIONS = {
  "lib/domains/access/members/actions.ts leaveOrganization":
    "lib/domains/access/members/members.db.test.ts",
  "lib/domains/access/members/actions.ts transferOwnership":
    "lib/domains/access/members/transfer.db.test.ts",
};

interface OwnIds {
  sessionId: string;
  /** A tenant that the person owns. */
  tenantId: string;
}

/** Actions of a signed-in person on their own account: the input that would do something, given ids of somebody's own. */
export const ACCOUNT_CASES: Readonly<Record<string, (ids: OwnIds) => unknown>> = {
  "lib/domains/access/businesses/actions.ts listOwnBusinesses": () => ({ search: "shop" }),
  "lib/domains/access/businesses/actions.ts listBusinessOrganizations": ({ tenantId }) => ({
    tenantId,
    archived: false,
  }),
  "lib/domains/access/businesses/actions.ts findOwnOrganizations": () => ({ search: "shop" }),
  "lib/domains/access/businesses/actions.ts createBusiness": () => ({ name: "Another Shop" }),
  "lib/domains/access/mailbox/actions.ts sendConfirmation": () => ({}),
  "lib/domains/access/mailbox/actions.ts confirmEmail": () => ({ token: "A".repeat(43) }),
  "lib/domains/access/providers/actions.ts listWaysIn": () => ({}),
  "lib/domains/access/providers/actions.ts connectProvider": () => ({ provider: "google" }),
  "lib/domains/access/providers/actions.ts disconnectProvider": () => ({ provider: "google" }),
  "lib/domains/access/account/actions.ts listSessions": ({ sessionId }) => ({ cursor: sessionId }),
  "lib/domains/access/account/actions.ts endSession": ({ sessionId }) => ({ id: sessionId }),
  "lib/domains/access/account/actions.ts endOtherSessions": () => ({}),
  "lib/domains/access/account/actions.ts changePassword": () => ({
    currentPassword: "correct horse battery",
    newPassword: "another horse battery",
  }),
  "lib/domains/access/account/actions.ts reauthenticate": () => ({
    currentPassword: "correct horse battery",
  }),
  "lib/domains/access/two-factor/actions.ts readOwnTwoFactor": () => ({}),
  "lib/domains/access/two-factor/actions.ts beginOwnTwoFactor": () => ({}),
  "lib/domains/access/two-factor/actions.ts confirmOwnTwoFactor": () => ({ code: "123456" }),
  "lib/domains/access/two-factor/actions.ts turnOffOwnTwoFactor": () => ({ code: "123456" }),
  "lib/domains/access/two-factor/actions.ts renewOwnRecoveryCodes": () => ({ code: "123456" }),
};
