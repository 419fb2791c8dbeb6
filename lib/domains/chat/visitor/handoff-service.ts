import "server-only";
import { createHash } from "node:crypto";
import { AppError, notFound } from "@/lib/core/errors";
import { readPublicWidget } from "@/lib/domains/access/widget/public-service";
import type { VisitorIdentity } from "@/lib/domains/access/widget/schema";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { admitVisitor } from "../admit-visitor";
import { awaitPerson } from "../inbox/waiting-service";
import { noteQuestion, openOrCreateConversation, putQuestion } from "../repository";
import { openConversation, signVisitorToken } from "../visitor-token";
import { checkFields } from "./form-fields";
import {
  askForPerson,
  findVisitorMessage,
  isSameLead,
  putLead,
  type NewLead,
} from "./handoff-repository";
import { noteVisitor } from "./repository";
import type { HandoffAnswer, HandoffInput } from "./schema";

/** A form that begins a conversation begins the same one when it is sent again. */
const openedBy = ({ actor }: TenantContext, { clientLeadId }: HandoffInput) =>
  createHash("sha256").update(`${actor.id} handoff ${clientLeadId}`).digest("base64url");

/** Stores the lead, the message and the handoff. Returns the message's id; the first one's for a repeat. */
async function leave(
  tx: TenantTransaction,
  context: TenantContext,
  lead: NewLead,
  identity: VisitorIdentity | undefined,
): Promise<string> {
  const { conversationId, message } = lead;
  if (!(await noteVisitor(tx, conversationId))) throw notFound("The conversation");
  await admitVisitor(tx, "publishable", conversationId, identity);
  if (await putLead(tx, context, lead)) {
    await noteQuestion(tx, conversationId, message);
    const question = { conversationId, text: message, clientMessageId: undefined };
    const { id } = await putQuestion(tx, context, question);
    await askForPerson(tx, context, lead);
    await awaitPerson(tx, context, conversationId);
    return id;
  }
  const before = (await isSameLead(tx, lead))
    ? await findVisitorMessage(tx, conversationId, message)
    : undefined;
  if (before) return before;
  throw new AppError("conflict", "This clientLeadId was used for something else.", {
    field: "clientLeadId",
  });
}

/**
 * A visitor asks for a person: keeps who they are and what they wrote as a lead, puts the message into the conversation
 * (begun here where there is none) and says that they wait, all in one transaction. A repeat with the same clientLeadId
 * changes nothing. Throws `not_found` unless the token opens the conversation, `invalid_input` for what does not fit the
 * owner's form, `conflict` when the id came with other words, `forbidden` without proof where the owner asks for it.
 */
export async function handOff(context: TenantContext, input: HandoffInput): Promise<HandoffAnswer> {
  const known =
    input.conversationId !== undefined || input.visitorToken !== undefined
      ? await openConversation(context, input.visitorToken, input.conversationId)
      : undefined;
  const { formFields } = await readPublicWidget(context);
  const fields = checkFields(formFields, input.fields);
  // A query can hold anything of the visitor's.
  const pageUrl = input.pageUrl?.split(/[?#]/)[0];
  const { clientLeadId, name, email, message, language } = input;
  const told = await withTenant(context, async (tx) => {
    const conversationId =
      known ??
      (await openOrCreateConversation(tx, context, {
        openedBy: openedBy(context, input),
        question: message,
        pageUrl,
        language,
      }));
    const texts = { name, email, message, fields, pageUrl: pageUrl ?? null };
    const lead = { conversationId, clientLeadId, ...texts };
    const messageId = await leave(tx, context, lead, input.identity);
    return { conversationId, messageId };
  });
  return { ...told, visitorToken: await signVisitorToken(context, told.conversationId) };
}
