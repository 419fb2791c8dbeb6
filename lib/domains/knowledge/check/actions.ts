"use server";
import { defineAction } from "@/lib/http/define-action";
import { dismiss } from "./flag-service";
import { dismissInput } from "./schema";

export const dismissFlag = defineAction({
  service: "kb",
  permission: "kb:write",
  input: dismissInput,
  handler: (input, context) => dismiss(context, input),
});
