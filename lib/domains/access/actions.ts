"use server";
import { env } from "@/lib/env";
import { defineAction, definePublicAction } from "@/lib/http/define-action";
import { allowedOriginsInput, signUpInput } from "./schema";
import { setAllowedOrigins } from "./service";
import { openAccount } from "./open-account";

export const signUp = definePublicAction({
  service: "web",
  limit: () => ({ name: "sign-up", calls: env().RATE_LIMIT_SIGN_UP_PER_HOUR, perSeconds: 3600 }),
  input: signUpInput,
  handler: (input, call) => openAccount(input, call),
});

export const updateAllowedOrigins = defineAction({
  service: "web",
  permission: "settings:manage",
  input: allowedOriginsInput,
  handler: async ({ origins }, context) => ({ origins: await setAllowedOrigins(context, origins) }),
});
