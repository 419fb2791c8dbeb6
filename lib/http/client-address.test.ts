import { describe, expect, test, vi } from "vitest";
import { networkOf } from "./client-address";

const ENV = {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://nobody@localhost/none",
  NEXTAUTH_SECRET: "n".repeat(32),
  VISITOR_TOKEN_SECRET: "v".repeat(32),
};

/** What is shown and what is counted of a request behind so many proxies. */
async function addressesOf(hops: number, forwarded: string, peer = "198.51.100.7") {
  for (const [name, value] of Object.entries({ ...ENV, TRUSTED_PROXY_HOPS: String(hops) }))
    vi.stubEnv(name, value);
  vi.resetModules();
  const { clientAddress, shownAddress } = await import("./client-address");
  const headers = new Headers({ "x-forwarded-for": forwarded, "x-frontdesk-peer": peer });
  return { shown: shownAddress(headers), counted: clientAddress(headers) };
}

describe("an address is counted", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["2001:db8::5", "2001:db8:0:0::/64"],
    ["2001:db8:0:0:1::", "2001:db8:0:0::/64"],
    ["::2:3:4:5:6:7", "0:0:2:3::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:201", "192.0.2.1"],
    ["2001:db8:1:2::/64", "2001:db8:1:2::/64"],
    ["unknown", "unknown"],
  ])("%s as %s", (address, counted) => {
    expect(networkOf(address)).toBe(counted);
  });

  test("with its neighbours in one /64, and apart from those in the next", () => {
    const inOne = Array.from({ length: 60 }, (_, n) =>
      networkOf(`2001:db8:1:2::${n.toString(16)}`),
    );
    expect(new Set(inOne).size).toBe(1);
    expect(inOne).not.toContain(networkOf("2001:db8:1:3::1"));
  });
});

describe("behind a proxy", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1", "192.0.2.1"],
    ["203.0.113.9, 192.0.2.1", "192.0.2.1", "192.0.2.1"],
    ["192.0.2.1:4711", "192.0.2.1", "192.0.2.1"],
    ["[2001:db8:1:2::9]:4711", "2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::9]", "2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"],
  ])("%s is shown as %s and counted as %s", async (forwarded, shown, counted) => {
    expect(await addressesOf(1, forwarded)).toEqual({ shown, counted });
  });

  test.each(["", "unknown", "_hidden:80", "192.0.2", "1", "x@192.0.2.1", "192.0.2.1/24", "[::1"])(
    "%j names nobody, so the peer counts",
    async (forwarded) => {
      expect((await addressesOf(1, forwarded)).counted).toBe("198.51.100.7");
    },
  );
});

test("what a client says is not believed where no proxy stands before us", async () => {
  expect((await addressesOf(0, "192.0.2.1")).counted).toBe("198.51.100.7");
  expect(await addressesOf(0, "", "::ffff:198.51.100.7")).toEqual({
    shown: "198.51.100.7",
    counted: "198.51.100.7",
  });
  expect(await addressesOf(0, "", "2001:db8:1:2::9")).toEqual({
    shown: "2001:db8:1:2::9",
    counted: "2001:db8:1:2::/64",
  });
});
