import { expect, test } from "vitest";
import { choicesAmong } from "./organization-choices";

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    slug: `shop-${at}`,
    name: `Shop ${at}`,
    business: { id: "one", name: "Shops" },
  }));

test("a few organizations are all shown, as they come", () => {
  const few = many(12);
  expect(choicesAmong(few, "shop-11")).toEqual({ organizations: few, hasMore: false });
});

test("of many the first are shown, and that there are more", () => {
  const all = many(40);
  const { organizations, hasMore } = choicesAmong(all, "shop-3");
  expect(organizations).toEqual(all.slice(0, 12));
  expect(hasMore).toBe(true);
});

test("the present one is shown wherever it stands", () => {
  const all = many(40);
  const { organizations } = choicesAmong(all, "shop-39");
  expect(organizations.map(({ slug }) => slug)).toEqual([
    "shop-39",
    ...all.slice(0, 11).map(({ slug }) => slug),
  ]);
});
