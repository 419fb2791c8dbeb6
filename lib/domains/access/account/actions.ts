"use server";
import { defineAccountAction } from "@/lib/http/define-action";
import { reauthenticate as reauthenticatePerson } from "./reauthentication-service";
import {
  changePasswordInput,
  endSessionInput,
  nothing,
  reauthenticateInput,
  sessionListInput,
} from "./schema";
import { endOtherSessionsOf, endSessionOf, readSessions, setPassword } from "./service";

export const listSessions = defineAccountAction({
  service: "web",
  input: sessionListInput,
  handler: (input, person) => readSessions(person, input),
});

export const endSession = defineAccountAction({
  service: "web",
  input: endSessionInput,
  handler: async ({ id }, person) => {
    await endSessionOf(person, id);
    return {};
  },
});

export const endOtherSessions = defineAccountAction({
  service: "web",
  input: nothing,
  handler: async (_, person) => ({ ended: await endOtherSessionsOf(person) }),
});

export const changePassword = defineAccountAction({
  service: "web",
  input: changePasswordInput,
  handler: async (input, person) => ({ ended: await setPassword(person, input) }),
});

export const reauthenticate = defineAccountAction({
  service: "web",
  input: reauthenticateInput,
  handler: async ({ currentPassword }, person) => {
    await reauthenticatePerson(person, currentPassword);
    return {};
  },
});
