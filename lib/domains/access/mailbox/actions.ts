"use server";
import { env } from "@/lib/env";
import { defineAccountAction, definePublicAction } from "@/lib/http/define-action";
import { confirmEmail as confirm, resetPassword as reset } from "./link-service";
import { askForConfirmation, askForReset } from "./request-service";
import { askForResetInput, nothing, resetPasswordInput, tokenInput } from "./schema";

/** Counted for each network; what one address is sent is counted besides. */
const limit = () => ({
  name: "account-mail:network",
  calls: env().RATE_LIMIT_ACCOUNT_MAIL_PER_HOUR * 5,
  perSeconds: 3600,
});

export const askForPasswordReset = definePublicAction({
  service: "web",
  limit,
  input: askForResetInput,
  handler: async ({ email }) => {
    await askForReset(email);
    return {};
  },
});

export const resetPassword = definePublicAction({
  service: "web",
  limit: () => ({ ...limit(), name: "account-link:network" }),
  input: resetPasswordInput,
  handler: async (input) => {
    await reset(input);
    return {};
  },
});

export const confirmEmail = defineAccountAction({
  service: "web",
  input: tokenInput,
  handler: async ({ token }, person) => {
    await confirm(person, token);
    return {};
  },
});

export const sendConfirmation = defineAccountAction({
  service: "web",
  input: nothing,
  handler: async (_, person) => {
    await askForConfirmation(person);
    return {};
  },
});
