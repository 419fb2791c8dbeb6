import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { env } from "@/lib/env";
import { addParty, deadKeys, type Party } from "@/lib/testing/attacks/parties";
import { buildWidget } from "@/widget/build";
import { setAllowedOrigins } from "@/lib/testing/widget";
import { checkSite } from "./doctor-service";

const SITE = new URL("https://shop.example/");
let party: Party;
let stranger: Party;
beforeAll(async () => {
  // What is weighed.
  await buildWidget(join(process.cwd(), "public"));
  party = await addParty();
  stranger = await addParty();
  await setAllowedOrigins(party.context, [SITE.origin]);
});

const lineOf = (key: string) =>
  `<script src="${env().APP_URL}/widget.js" data-key="${key}" async></script>`;
const check = (html: string, { url = SITE, status = 200, policy = "" } = {}) =>
  checkSite(party.context, SITE, (asked) => {
    expect(asked.href).toBe(SITE.href);
    const headers = policy ? { "content-security-policy": policy } : {};
    return Promise.resolve({ url, status, headers, body: Buffer.from(html) });
  });

test("a page with the organization's own line on an allowed origin has nothing in the way", async () => {
  const html = `<h1>Shop</h1>${lineOf(party.keys.publishable)}`;
  const found = await check(html);
  expect(found).toMatchObject({
    origin: SITE.origin,
    snippet: "yours",
    lines: 1,
    originAllowed: true,
    policy: { there: false, script: true, frame: true },
  });
  expect(found.weight.page).toBe(html.length);
});

test("another key is told apart from none, and nothing is said of whose it is", async () => {
  const theirs = await check(lineOf(stranger.keys.publishable));
  const dead = await check(lineOf((await deadKeys(party)).revoked));
  const unknown = await check(lineOf("fd_pk_live_nothing"));
  for (const found of [theirs, dead, unknown])
    expect(found).toEqual({ ...theirs, weight: found.weight });
  expect(theirs.snippet).toBe("other_key");
  expect(JSON.stringify(theirs)).not.toContain(stranger.canary);
  expect((await check(lineOf(party.keys.secret))).snippet).toBe("other_key");
  expect((await check(lineOf(""))).snippet).toBe("no_key");
  expect((await check("<h1>Shop</h1>")).snippet).toBe("missing");
});

test("the origin that counts is the one where redirects ended", async () => {
  const url = new URL("https://www.shop.example/");
  expect(await check("", { url })).toMatchObject({ origin: url.origin, originAllowed: false });
});

test("a policy in the way is named by what it stops", async () => {
  const policy = `script-src ${env().APP_URL}; frame-src 'self'`;
  expect((await check(lineOf(party.keys.publishable), { policy })).policy).toEqual({
    there: true,
    script: true,
    frame: false,
  });
});

test("a page that is not there is no page", async () => {
  await expect(check("", { status: 404 })).rejects.toMatchObject({
    code: "invalid_input",
    fields: [{ field: "url" }],
  });
});
