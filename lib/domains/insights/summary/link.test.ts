import { createHmac } from "node:crypto";
import { expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { openLink, signLink } from "./link";

const settings = vi.hoisted(() => ({ NEXTAUTH_SECRET: "a secret of at least 32 characters" }));
vi.mock("@/lib/env", () => ({ env: () => settings }));

const owner = () => ({ tenantId: newId(), organizationId: newId(), userId: newId() });

test("a link opens for the membership that it was signed for", () => {
  const one = owner();
  expect(openLink(signLink(one))).toEqual(one);
});

test("each character of a token counts", () => {
  const token = signLink(owner());
  for (let at = 0; at < token.length; at += 1) {
    for (const other of ["A", "B", "_", "."]) {
      if (token[at] === other) continue;
      expect([at, openLink(token.slice(0, at) + other + token.slice(at + 1))]).toEqual([
        at,
        undefined,
      ]);
    }
  }
});

test.each(["", ".", "none", "A".repeat(108), `${"A".repeat(64)}.${"A".repeat(43)}`])(
  "%j is no token",
  (token) => {
    expect(openLink(token)).toBeUndefined();
  },
);

test("the signature of another member, another secret or another purpose opens nothing", () => {
  const [one, other] = [signLink(owner()), signLink(owner())];
  const [ids] = one.split(".");
  expect(openLink(`${ids}.${other.split(".")[1]}`)).toBeUndefined();
  const bare = createHmac("sha256", settings.NEXTAUTH_SECRET).update(ids!).digest("base64url");
  expect(openLink(`${ids}.${bare}`)).toBeUndefined();
  settings.NEXTAUTH_SECRET = "another secret of at least 32 characters";
  expect(openLink(one)).toBeUndefined();
});
