import { beforeAll, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { GET } from "./route";

let party: Party;
beforeAll(async () => {
  party = await addParty();
  const data = { language: "fr" };
  await withTenant(party.context, (tx) => tx.organization.updateMany({ data }));
});

/** The language of the page, which is its panel's as well. */
async function languageOf(query: string): Promise<string | undefined> {
  const { status, text } = await callRoute(GET, {
    path: `/?key=${party.keys.publishable}${query}`,
  });
  expect(status).toBe(200);
  const language = /<html lang="([^"]*)">/.exec(text)?.[1];
  expect(text).toContain(`&quot;language&quot;:&quot;${language}&quot;`);
  return language;
}

test("the panel speaks the language of the page that holds it", async () => {
  expect(await languageOf("&lang=de")).toBe("de");
});

test("else the organization's own", async () => {
  expect(await languageOf("")).toBe("fr");
});

test.each(["", "DE", "deu", "d", "de-DE", '"><script>', "de\0"])(
  "and what is no code of a language is none: %j",
  async (lang) => {
    expect(await languageOf(`&lang=${encodeURIComponent(lang)}`)).toBe("fr");
  },
);
