import { z } from "zod";

/** How far an organization is on its way to a live widget; each part is told by what is there. */
export const firstRunView = z.object({
  isSearchable: z.boolean().describe("Search serves something of the knowledge."),
  hasAsked: z.boolean().describe("A question was asked, by a visitor or by a member."),
  allowsOrigin: z.boolean().describe("The widget may run somewhere."),
  hasKey: z.boolean().describe("There is a publishable key that works."),
  seen: z
    .object({ at: z.iso.datetime(), origin: z.string() })
    .nullable()
    .describe("When and where the widget was last opened on an allowed site."),
});
export type FirstRunView = z.infer<typeof firstRunView>;
