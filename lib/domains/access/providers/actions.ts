"use server";
import { defineAccountAction } from "@/lib/http/define-action";
import { nothing } from "../mailbox/schema";
import { providerInput } from "./schema";
import { disconnect, readWaysIn, startConnecting } from "./ways-in-service";

export const listWaysIn = defineAccountAction({
  service: "web",
  input: nothing,
  handler: (_, person) => readWaysIn(person),
});

export const connectProvider = defineAccountAction({
  service: "web",
  input: providerInput,
  handler: async ({ provider }, person) => {
    await startConnecting(person, provider);
    return {};
  },
});

export const disconnectProvider = defineAccountAction({
  service: "web",
  input: providerInput,
  handler: async ({ provider }, person) => ({ ended: await disconnect(person, provider) }),
});
