"use server";
import { defineAction } from "@/lib/http/define-action";
import {
  addNote,
  assignConversation,
  closeConversation,
  reopenConversation,
  returnConversation,
  snoozeConversation,
  takeConversation,
} from "./command-service";
import { deleteConversation } from "../delete-service";
import { changeSetting } from "./person-mail-service";
import { showPresence } from "./presence-service";
import { reply } from "./reply-service";
import {
  assignInput,
  conversationInput,
  noteInput,
  presenceInput,
  reopenInput,
  replyInput,
  seenInput,
  settingInput,
  snoozeInput,
  takeOverInput,
} from "./schema";

const answering = { service: "chat", permission: "conversations:reply" } as const;

export const takeOver = defineAction({
  ...answering,
  input: takeOverInput,
  handler: (input, context) => takeConversation(context, input),
});

export const sendReply = defineAction({
  ...answering,
  input: replyInput,
  handler: (input, context) => reply(context, input),
});

export const handBack = defineAction({
  ...answering,
  input: seenInput,
  handler: (input, context) => returnConversation(context, input),
});

export const assign = defineAction({
  ...answering,
  input: assignInput,
  handler: (input, context) => assignConversation(context, input),
});

export const snooze = defineAction({
  ...answering,
  input: snoozeInput,
  handler: (input, context) => snoozeConversation(context, input),
});

export const close = defineAction({
  ...answering,
  input: seenInput,
  handler: (input, context) => closeConversation(context, input),
});

export const reopen = defineAction({
  ...answering,
  input: reopenInput,
  handler: (input, context) => reopenConversation(context, input),
});

export const writeNote = defineAction({
  ...answering,
  input: noteInput,
  handler: (input, context) => addNote(context, input),
});

export const setHandoffMails = defineAction({
  ...answering,
  input: settingInput,
  handler: (input, context) => changeSetting(context, input),
});

export const removeConversation = defineAction({
  service: "chat",
  permission: "conversations:delete",
  input: conversationInput,
  handler: ({ id }, context) => deleteConversation(context, id),
});

export const tellPresence = defineAction({
  service: "chat",
  permission: "conversations:read",
  input: presenceInput,
  handler: (input, context) => showPresence(context, input),
});
