"use server";
import { defineAction } from "@/lib/http/define-action";
import { pageParams, scheduleInput, sourceInput, sourceParams } from "./schema";
import { addSource, changeSchedule, followPage, removeSource, syncSource } from "./service";

export const addSite = defineAction({
  service: "kb",
  permission: "kb:write",
  input: sourceInput,
  handler: (input, context) => addSource(context, input),
});

export const changeSourceSchedule = defineAction({
  service: "kb",
  permission: "kb:write",
  input: scheduleInput,
  handler: ({ id, schedule }, context) => changeSchedule(context, id, schedule),
});

export const syncNow = defineAction({
  service: "kb",
  permission: "kb:write",
  input: sourceParams,
  handler: ({ id }, context) => syncSource(context, id),
});

export const followPageAgain = defineAction({
  service: "kb",
  permission: "kb:write",
  input: pageParams,
  handler: (input, context) => followPage(context, input),
});

export const removeSite = defineAction({
  service: "kb",
  permission: "kb:delete",
  input: sourceParams,
  handler: ({ id }, context) => removeSource(context, id),
});
