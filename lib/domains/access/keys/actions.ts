"use server";
import { defineAction } from "@/lib/http/define-action";
import { createKeyInput, keyInput, rotateKeyInput } from "./schema";
import { createKey, revokeKey, rotateKey } from "./service";

export const createApiKey = defineAction({
  service: "web",
  permission: "keys:manage",
  input: createKeyInput,
  handler: (input, context) => createKey(context, input),
});

export const rotateApiKey = defineAction({
  service: "web",
  permission: "keys:manage",
  input: rotateKeyInput,
  handler: (input, context) => rotateKey(context, input),
});

export const revokeApiKey = defineAction({
  service: "web",
  permission: "keys:manage",
  input: keyInput,
  handler: async ({ id }, context) => {
    await revokeKey(context, id);
    return {};
  },
});
