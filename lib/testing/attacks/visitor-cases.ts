import type { Call } from "../call-route";
import type { Records } from "./parties";
import type { RouteCase } from "./route-case";

const CONVERSATION = "/api/v1/conversation/[id]";

/** The paths that a visitor calls, which answer a browser's preflight. */
export const VISITOR_PATHS = [
  "/api/v1/handoff",
  CONVERSATION,
  `${CONVERSATION}/messages`,
  `${CONVERSATION}/events`,
  `${CONVERSATION}/typing`,
  `${CONVERSATION}/transcript`,
  `${CONVERSATION}/messages/[messageId]/rating`,
];

/** Ids and token as a visitor sends them: those of one's own, but for what is another's. */
function call(
  rest: Omit<Call, "params" | "headers">,
  { conversationId, answerId }: Records,
  visitorToken: string | undefined,
): Call {
  return {
    ...rest,
    params: { id: conversationId, messageId: answerId },
    headers: visitorToken === undefined ? {} : { "x-visitor-token": visitorToken },
  };
}

function ofConversation(
  one: Pick<RouteCase, "status" | "shows" | "ends">,
  rest: Omit<Call, "params" | "headers"> = {},
): RouteCase {
  return {
    allows: ["publishable"],
    ...one,
    own: (records) => call(rest, records, records.visitorToken),
    foreign: {
      "conversation and its token": (their) => call(rest, their, their.visitorToken),
      "conversation without a token": (their) => call(rest, their, undefined),
      "conversation with a token of one's own": (their, own) => call(rest, their, own.visitorToken),
      "own conversation with another's token": (their, own) => call(rest, own, their.visitorToken),
    },
  };
}

const RATING = { rating: "down", reason: "Out of date" };
const rated = ofConversation({ status: 204, shows: false }, { json: RATING });

const form = ({ conversationId }: Partial<Records>, visitorToken: string | undefined): Call => ({
  json: {
    clientLeadId: crypto.randomUUID(),
    name: "Kim",
    email: "kim@example.test",
    message: "Please call me.",
    conversationId,
    visitorToken,
  },
});

export const VISITOR_CASES: Readonly<Record<string, RouteCase>> = {
  [`GET ${CONVERSATION}/messages`]: ofConversation({ status: 200, shows: true }),
  [`GET ${CONVERSATION}/events`]: ofConversation(
    { status: 200, shows: true },
    { leaveAfterEvents: 3 },
  ),
  [`POST ${CONVERSATION}/typing`]: ofConversation({ status: 204, shows: false }),
  [`PUT ${CONVERSATION}/messages/[messageId]/rating`]: {
    ...rated,
    foreign: {
      ...rated.foreign,
      "another's answer in one's own conversation": ({ answerId }, own) =>
        call({ json: RATING }, { ...own, answerId }, own.visitorToken),
    },
  },
  [`POST ${CONVERSATION}/transcript`]: ofConversation(
    { status: 202, shows: false },
    { json: { email: "visitor@example.test" } },
  ),
  [`DELETE ${CONVERSATION}`]: ofConversation({ status: 200, shows: false, ends: true }),
  "POST /api/v1/handoff": {
    allows: ["publishable"],
    status: 200,
    shows: false,
    own: (records) => form(records, records.visitorToken),
    foreign: {
      "conversation and its token": (their) => form(their, their.visitorToken),
      "conversation without a token": (their) => form(their, undefined),
      "conversation with a token of one's own": (their, own) => form(their, own.visitorToken),
      "another's token alone": (their) => form({}, their.visitorToken),
    },
  },
};
