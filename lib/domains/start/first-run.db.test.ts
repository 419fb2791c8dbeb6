import { expect, test } from "vitest";
import { setAllowedOrigins } from "@/lib/testing/widget";
import { openWidget } from "@/lib/domains/access/widget/public-service";
import { openExchange } from "@/lib/domains/chat/open-exchange";
import { withTenant } from "@/lib/platform/db/transaction";
import { addKey } from "@/lib/testing/keys";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { readFirstRun } from "./service";

test("each step is told by what is there, and by nothing else", async () => {
  const context = await newOrganization();
  const nothing = {
    isSearchable: false,
    hasAsked: false,
    allowsOrigin: false,
    hasKey: false,
    seen: null,
  };
  expect(await readFirstRun(context)).toEqual(nothing);

  await addIndexed(context, [textOf("Hours", "From nine to five.")]);
  expect(await readFirstRun(context)).toEqual({ ...nothing, isSearchable: true });

  await openExchange(context, "session", { message: "When are you open?" });
  await setAllowedOrigins(context, ["https://shop.example"]);
  const before = await readFirstRun(context);
  expect(before).toMatchObject({ hasAsked: true, allowsOrigin: true, hasKey: false });

  const { key } = await addKey(context, { kind: "publishable", name: "Website" });
  const framed = new Headers({ "sec-fetch-dest": "iframe", referer: "https://shop.example/" });
  await openWidget(key, undefined, framed);
  const after = await readFirstRun(context);
  expect(after).toMatchObject({ hasKey: true, seen: { origin: "https://shop.example" } });

  await withTenant(context, (tx) => tx.apiKey.updateMany({ data: { revokedAt: new Date() } }));
  expect(await readFirstRun(context)).toMatchObject({ hasKey: false });
});
