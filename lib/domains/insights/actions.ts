"use server";
import { defineAction, definePublicAction } from "@/lib/http/define-action";
import { summaryLink, summarySetting } from "./schema";
import { changeSetting, stopByLink } from "./summary/setting-service";

export const setWeeklySummary = defineAction({
  service: "chat",
  permission: "conversations:read",
  input: summarySetting,
  handler: (input, context) => changeSetting(context, input),
});

export const stopWeeklySummary = definePublicAction({
  service: "web",
  limit: () => ({ name: "weekly-summary:network", calls: 60, perSeconds: 3600 }),
  input: summaryLink,
  handler: ({ token }) => stopByLink(token),
});
