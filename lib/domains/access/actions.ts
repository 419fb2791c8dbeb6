"use server";
import { defineAction, definePublicAction } from "@/lib/http/define-action";
import { allowedOriginsInput, signUpInput } from "./schema";
import { setAllowedOrigins } from "./service";
import { openAccount } from "./open-account";
import { signUpLimit } from "./sign-up-limit";

export const signUp = definePublicAction({
  service: "web",
  limit: signUpLimit,
  input: signUpInput,
  handler: (input, call) => openAccount(input, call),
});

export const updateAllowedOrigins = defineAction({
  service: "web",
  permission: "settings:manage",
  input: allowedOriginsInput,
  handler: async ({ origins }, context) => ({ origins: await setAllowedOrigins(context, origins) }),
});
