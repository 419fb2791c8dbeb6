"use server";
import { defineAction, definePublicAction } from "@/lib/http/define-action";
import { originAllowedInput, signUpInput } from "./schema";
import { setOriginAllowed } from "./service";
import { openAccount } from "./open-account";
import { signUpLimit } from "./sign-up-limit";

export const signUp = definePublicAction({
  service: "web",
  limit: signUpLimit,
  input: signUpInput,
  handler: (input, call) => openAccount(input, call),
});

export const changeAllowedOrigin = defineAction({
  service: "web",
  permission: "settings:manage",
  input: originAllowedInput,
  handler: async (input, context) => ({ origins: await setOriginAllowed(context, input) }),
});
