import { expect, test } from "vitest";
import { ACCOUNT_EVENTS, EVENTS } from "@/lib/platform/events/contracts";
import { functions } from "./functions";
import { ofOrganization } from "./middleware/of-organization";

const served = functions().map(({ opts }) => ({
  id: opts.id,
  events: (opts.triggers ?? []).flatMap((trigger) =>
    "event" in trigger && trigger.event ? [String(trigger.event)] : [],
  ),
  middleware: opts.middleware ?? [],
}));

test.each(Object.keys({ ...EVENTS, ...ACCOUNT_EVENTS }))("%s is taken by a function", (name) => {
  expect(served.filter(({ events }) => events.includes(name))).not.toEqual([]);
});

test.each(Object.keys(EVENTS))(
  "%s begins nothing for an archived organization, and what it begins can be followed",
  (name) => {
    for (const { id, middleware } of served.filter(({ events }) => events.includes(name)))
      expect([id, middleware]).toEqual([id, ofOrganization]);
  },
);
