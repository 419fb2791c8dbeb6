import { beforeEach, expect, test } from "vitest";
import { GET as widget } from "@/app/api/v1/widget/route";
import { GET as panel } from "@/app/widget/panel/route";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { auditOf, memberOf } from "@/lib/testing/organization";
import { withTenant } from "@/lib/platform/db/transaction";
import { makeIdentitySecret } from "./identity-service";
import { widgetInput, type WidgetInput } from "./schema";
import { readWidgetDetails, saveWidget } from "./settings-service";

let party: Party;
beforeEach(async () => {
  party = await addParty();
});

const input = (change: Partial<WidgetInput> = {}) =>
  widgetInput.parse({ name: "Ask us", greeting: "Hello!", ...change });

async function configOf(language: string) {
  const path = `/?key=${party.keys.publishable}&lang=${language}`;
  const { text } = await callRoute(panel, { path });
  const attribute = /data-config="([^"]*)"/.exec(text)?.[1] ?? "";
  return JSON.parse(attribute.replaceAll("&quot;", '"').replaceAll("&#39;", "'")) as Record<
    string,
    unknown
  >;
}

test("what the owner saves is what they read again and what a visitor's panel shows", async () => {
  const saved = input({
    color: "#aa3300",
    position: "left",
    suggestedQuestions: ["When are you open?"],
    privacyUrl: "https://shop.example/privacy",
    formFields: [{ id: "phone", label: "Telephone", kind: "phone", required: true }],
    replyMinutes: 60,
    translations: { de: { greeting: "Hallo!", suggestedQuestions: ["Wann ist offen?"] } },
  });
  await saveWidget(memberOf(party, "owner"), saved);
  expect(await readWidgetDetails(party.context)).toMatchObject(saved);
  const shown = {
    widgetName: "Ask us",
    color: "#aa3300",
    privacyUrl: "https://shop.example/privacy",
    formFields: saved.formFields,
    office: { open: true, replyMinutes: 60 },
  };
  expect(await configOf("en")).toMatchObject({
    ...shown,
    greeting: "Hello!",
    suggestedQuestions: ["When are you open?"],
  });
  expect(await configOf("de")).toMatchObject({
    ...shown,
    greeting: "Hallo!",
    suggestedQuestions: ["Wann ist offen?"],
  });
  // Spanish has the interface and no text of the owner's.
  expect(await configOf("es")).toMatchObject({ language: "es", greeting: "Hello!" });
});

test("a panel that is there already is told the same in the page's next language", async () => {
  const translations = { de: { greeting: "Hallo!", suggestedQuestions: ["Wann ist offen?"] } };
  await saveWidget(memberOf(party, "owner"), input({ translations }));
  const key = party.keys.publishable;
  for (const language of ["de", "es"]) {
    const told = await callRoute(widget, { path: `/?lang=${language}`, key });
    const page = await configOf(language);
    const own = { publishableKey: key, allowedOrigins: page["allowedOrigins"] };
    expect({ ...(told.body as object), ...own }).toEqual(page);
  }
  const { body } = await callRoute(widget, { path: "/?lang=DE", key });
  expect(body).toMatchObject({ language: "en", greeting: "Hello!" });
});

test("who changed it is on the audit log", async () => {
  await saveWidget(memberOf(party, "admin"), input());
  const { id } = await withTenant(party.context, (tx) => tx.widget.findFirstOrThrow());
  expect(await auditOf(party, id)).toEqual(["widget.settings_changed"]);
});

test("only verified visitors cannot be asked for without a secret to verify them", async () => {
  const strict = input({ requireVerification: true });
  await expect(saveWidget(party.context, strict)).rejects.toMatchObject({
    code: "invalid_input",
    fields: [{ field: "requireVerification" }],
  });
  await makeIdentitySecret(party.context);
  await saveWidget(party.context, strict);
  expect(await configOf("en")).toMatchObject({ identityRequired: true });
});

test("the secret is shown once: nothing that is read or stored holds it", async () => {
  const secret = await makeIdentitySecret(party.context);
  const details = await readWidgetDetails(party.context);
  expect(details.hasIdentitySecret).toBe(true);
  const rows = await withTenant(party.context, (tx) => tx.widget.findMany());
  const raw = Buffer.from(rows[0]?.identitySecret ?? "", "base64").toString("latin1");
  const everything = JSON.stringify([details, rows, raw, await configOf("en")]);
  expect(everything).not.toContain(secret.slice(6, 30));
});

test("hours decide whether somebody is said to be there", async () => {
  const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };
  const hours = {
    timeZone: "Europe/Berlin",
    days: { ...never, saturday: [], sunday: [] },
    holidays: [],
  };
  await saveWidget(party.context, input({ hours }));
  expect(await configOf("en")).toMatchObject({ office: { open: false } });
});
