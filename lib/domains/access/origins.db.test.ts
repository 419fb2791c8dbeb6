import { beforeEach, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { setAllowedOrigins } from "@/lib/testing/widget";
import { setOriginAllowed } from "./service";
import { MAX_ORIGINS } from "./schema";

let party: Party;
const shop = "https://shop.example";
const blog = "https://blog.example";

beforeEach(async () => {
  party = await addParty();
});

const stored = async () => {
  const widget = await withTenant(party.context, (tx) => tx.widget.findFirstOrThrow());
  return widget.allowedOrigins.toSorted();
};

test("two who change the origins at once lose nothing of each other's", async () => {
  await setAllowedOrigins(party.context, ["https://old.example"]);
  await Promise.all([
    setOriginAllowed(party.context, { origin: shop, allowed: true }),
    setOriginAllowed(party.context, { origin: blog, allowed: true }),
    setOriginAllowed(party.context, { origin: "https://old.example", allowed: false }),
  ]);
  expect(await stored()).toEqual([blog, shop]);
});

test("what is so already stays so, and none is there twice", async () => {
  await setAllowedOrigins(party.context, [shop]);
  expect(await setOriginAllowed(party.context, { origin: shop, allowed: true })).toEqual([shop]);
  expect(await setOriginAllowed(party.context, { origin: blog, allowed: false })).toEqual([shop]);
});

test("one too many is refused by its field", async () => {
  const many = Array.from({ length: MAX_ORIGINS }, (_, n) => `https://shop-${n}.example`);
  await setAllowedOrigins(party.context, many);
  await expect(
    setOriginAllowed(party.context, { origin: shop, allowed: true }),
  ).rejects.toMatchObject({ code: "invalid_input", fields: [{ field: "origin" }] });
  expect(await stored()).toEqual(many.toSorted());
});
