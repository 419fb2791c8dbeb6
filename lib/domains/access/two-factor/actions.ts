"use server";
import { env } from "@/lib/env";
import { defineAccountAction, defineAction, definePublicAction } from "@/lib/http/define-action";
import { demandTwoFactor } from "./demand-service";
import { codeInput, demandInput, nothing } from "./schema";
import { passSecondStep } from "./second-step";
import {
  beginTwoFactor,
  confirmTwoFactor,
  readTwoFactor,
  renewRecoveryCodes,
  turnOffTwoFactor,
} from "./service";

export const readOwnTwoFactor = defineAccountAction({
  service: "web",
  input: nothing,
  handler: (_, person) => readTwoFactor(person),
});

export const beginOwnTwoFactor = defineAccountAction({
  service: "web",
  input: nothing,
  handler: (_, person) => beginTwoFactor(person),
});

export const confirmOwnTwoFactor = defineAccountAction({
  service: "web",
  input: codeInput,
  handler: ({ code }, person) => confirmTwoFactor(person, code),
});

export const turnOffOwnTwoFactor = defineAccountAction({
  service: "web",
  input: codeInput,
  handler: async ({ code }, person) => ({ ended: await turnOffTwoFactor(person, code) }),
});

export const renewOwnRecoveryCodes = defineAccountAction({
  service: "web",
  input: codeInput,
  handler: async ({ code }, person) => ({ recoveryCodes: await renewRecoveryCodes(person, code) }),
});

/** Of a session that is none yet: the cookie says which one waits for this. */
export const takeSecondStep = definePublicAction({
  service: "web",
  limit: () => ({
    name: "second-step:address",
    calls: env().RATE_LIMIT_PUBLIC_PER_MINUTE,
    perSeconds: 60,
  }),
  input: codeInput,
  handler: async ({ code }) => {
    await passSecondStep(code);
    return {};
  },
});

/** For owners of the tenant, which the service asks of the tenant's own members. */
export const setTwoFactorDemand = defineAction({
  service: "web",
  permission: "settings:manage",
  input: demandInput,
  handler: async ({ required }, context) => {
    await demandTwoFactor(context, required);
    return {};
  },
});
