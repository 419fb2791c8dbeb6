"use server";
import { defineAction } from "@/lib/http/define-action";
import { setAvatar } from "./avatar/service";
import { makeIdentitySecret } from "./identity-service";
import { avatarInput, noInput, widgetInput } from "./schema";
import { saveWidget } from "./settings-service";

export const saveWidgetSettings = defineAction({
  service: "web",
  permission: "settings:manage",
  input: widgetInput,
  handler: async (input, context) => {
    await saveWidget(context, input);
    return {};
  },
});

export const uploadAvatar = defineAction({
  service: "web",
  permission: "settings:manage",
  input: avatarInput,
  handler: async ({ image }, context) => {
    await setAvatar(context, image);
    return {};
  },
});

export const removeAvatar = defineAction({
  service: "web",
  permission: "settings:manage",
  input: noInput,
  handler: async (_, context) => {
    await setAvatar(context, null);
    return {};
  },
});

export const createIdentitySecret = defineAction({
  service: "web",
  permission: "settings:manage",
  input: noInput,
  handler: async (_, context) => ({ secret: await makeIdentitySecret(context) }),
});
