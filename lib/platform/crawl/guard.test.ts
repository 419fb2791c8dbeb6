import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { APP_ENV } from "@/lib/testing/app-env";
import { redirect, serveSite, type TestSite } from "@/lib/testing/site";
import { admit } from "./admit";
import type { CrawlRules } from "./crawl-rules";
import { exchange } from "./exchange";
import { fetchSite } from "./fetch-site";

Object.assign(process.env, APP_ENV, { LOG_LEVEL: "silent" });

let canary: TestSite;
let canary6: TestSite;
let outside: TestSite;
let port: number;

beforeAll(async () => {
  canary = await serveSite({ "/": "secret" }, { allowed: false });
  canary6 = await serveSite({ "/": "secret" }, { allowed: false, host: "::1" });
  outside = await serveSite({ "/": "public" });
  port = Number(new URL(canary.url).port);
});
afterAll(async () => {
  for (const site of [canary, canary6, outside]) await site.stop();
});
// Not one request, whatever a case says of its own.
afterEach(() => {
  expect([...canary.asked, ...canary6.asked]).toEqual([]);
});

/** The canaries' ports count as the web's, so that nothing but their address keeps us from them. */
const rules = (answers: Record<string, string[]> = {}): CrawlRules => ({
  ports: [80, 443, port, Number(new URL(canary6.url).port)],
  allowedHosts: [outside.host],
  resolve: (name) => {
    const known = answers[name];
    return known ? Promise.resolve(known) : Promise.reject(new Error(`no answer for ${name}`));
  },
});

const fetched = (address: string, given = rules()) =>
  runWithTrace({ traceId: newTraceId(), service: "kb", tenantId: newTraceId() }, () =>
    fetchSite(new URL(address), { signal: new AbortController().signal, rules: given }),
  );

/** Spellings of addresses that lead inside; `PORT` is the canary's. */
const INSIDE = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "127.255.255.254",
  "2130706433",
  "017700000001",
  "0177.0.0.1",
  "0x7f.0.0.1",
  "0x7f000001",
  "0x7f.1",
  "0",
  "0.0.0.0",
  "0.1.2.3",
  "10.0.0.1",
  "10.255.255.255",
  "0xa.0.0.1",
  "100.64.0.1",
  "100.127.255.254",
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "169.254.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "3232235521",
  "192.0.0.1",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.7",
  "168.63.129.16",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:a9fe:a9fe]",
  "[::ffff:10.0.0.1]",
  "[::7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::a9fe:a9fe]",
  "[2002:7f00:1::]",
  "[2002:a9fe:a9fe::1]",
  "[2001:0:7f00:1::]",
  "[2001:db8::1]",
  "[fe80::1]",
  "[febf::1]",
  "[fec0::1]",
  "[fc00::1]",
  "[fd00:ec2::254]",
  "[fd12:3456:789a::1]",
  "[ff02::1]",
  "[100::1]",
  "[5f00::1]",
  "１２７.０.０.１",
  "127。0。0。1",
  "①②⑦.⓪.⓪.①",
];

test.each(INSIDE)("http://%s leads inside and is not asked", async (host) => {
  await expect(fetched(`http://${host}:${port}/`)).rejects.toMatchObject({
    code: "private_address",
  });
});

test("there are at least 60 such addresses", () => {
  expect(INSIDE.length).toBeGreaterThanOrEqual(60);
});

test.each([
  "ftp://example.test/",
  "file:///etc/passwd",
  "gopher://127.0.0.1/",
  "data:text/html,hello",
  "ws://127.0.0.1/",
  "http://user@127.0.0.1/",
  "http://user:secret@example.test/",
  "http://example.test@127.0.0.1/",
  "http://example.test:22/",
  "http://example.test:8080/",
  "https://example.test:6379/",
  "http://127.0.0.1:5432/",
])("%s is no address of the web", async (address) => {
  await expect(fetched(address)).rejects.toMatchObject({ code: "bad_address" });
});

const NAMES: Record<string, string[]> = {
  localhost: ["127.0.0.1", "::1"],
  "localhost.": ["127.0.0.1"],
  "inside.test": ["10.1.2.3"],
  "inside.test.": ["10.1.2.3"],
  "mixed.test": ["93.184.215.14", "127.0.0.1"],
  "mixed6.test": ["2606:4700::1111", "::1"],
  "mapped.test": ["::ffff:127.0.0.1"],
  "zone.test": ["fe80::1%eth0"],
  "metadata.google.internal": ["169.254.169.254"],
  "xn--lcalhost-63a.test": ["127.0.0.1"],
  "nonsense.test": ["not an address"],
};

test.each(Object.keys(NAMES))("%s has an address inside among its answers", async (name) => {
  await expect(fetched(`http://${name}:${port}/`, rules(NAMES))).rejects.toMatchObject({
    code: "private_address",
  });
});

test("a name without an answer is told apart", async () => {
  await expect(fetched("http://nowhere.test/")).rejects.toMatchObject({ code: "no_such_host" });
  const none = rules({ "empty.test": [] });
  await expect(fetched("http://empty.test/", none)).rejects.toMatchObject({ code: "no_such_host" });
});

test("a name that answers otherwise the second time is looked up once, and what was checked is what is called", async () => {
  const answers = [["93.184.215.14"], ["127.0.0.1"]];
  const turning = { ...rules(), resolve: () => Promise.resolve(answers.shift() ?? []) };
  const url = new URL(`http://turning.test:${port}/`);
  expect(await admit(url, turning)).toEqual({ address: "93.184.215.14", port, exempt: false });
  expect(answers).toEqual([["127.0.0.1"]]);
  // The socket is given the address: a name that nobody knows is no matter to it.
  const { port: at } = new URL(outside.url);
  const to = { address: "127.0.0.1", port: Number(at), exempt: true };
  const options = { headers: {}, maxBytes: 1_000, signal: new AbortController().signal };
  const answer = await exchange(new URL(`http://turning.invalid:${at}/`), to, options);
  expect([answer.status, outside.asked.at(-1)?.headers.host]).toEqual([
    200,
    `turning.invalid:${at}`,
  ]);
});

test("a socket that has reached a private address all the same is left before anything is sent", async () => {
  const url = new URL(`http://public.test:${port}/`);
  const to = { address: "127.0.0.1", port, exempt: false };
  const options = { headers: {}, maxBytes: 1_000, signal: new AbortController().signal };
  await expect(exchange(url, to, options)).rejects.toMatchObject({ code: "private_address" });
});

test.each([
  ["straight", ["PRIVATE"]],
  ["by another page", ["/2", "PRIVATE"]],
  ["by two others", ["/2", "/3", "PRIVATE"]],
])("a redirect %s to a private address is not followed", async (_, chain) => {
  for (const target of [`http://127.0.0.1:${port}/`, `http://[::1]:${port}/`, "http://0x7f.1/"]) {
    for (const [at, to] of chain.entries()) {
      outside.pages[`/${at + 1}`] = redirect(to === "PRIVATE" ? target : to);
    }
    await expect(fetched(`${outside.url}/1`)).rejects.toMatchObject({ code: "private_address" });
  }
});

test("a redirect to a name whose address is private is not followed", async () => {
  outside.pages["/name"] = redirect(`http://inside.test:${port}/`);
  await expect(fetched(`${outside.url}/name`, rules(NAMES))).rejects.toMatchObject({
    code: "private_address",
  });
});

test.each(["file:///etc/passwd", "http://a:b@example.test/", "http://example.test:22/", "http://"])(
  "a redirect to %s is none",
  async (target) => {
    outside.pages["/bad"] = redirect(target);
    await expect(fetched(`${outside.url}/bad`)).rejects.toMatchObject({ code: "bad_address" });
  },
);

test("three redirects are followed, and no fourth", async () => {
  outside.pages["/r1"] = redirect("/r2");
  outside.pages["/r2"] = redirect("/r3");
  outside.pages["/r3"] = redirect("/");
  const found = await fetched(`${outside.url}/r1`);
  expect([found.status, found.url.pathname, found.body.toString()]).toEqual([200, "/", "public"]);
  outside.pages["/r0"] = redirect("/r1");
  await expect(fetched(`${outside.url}/r0`)).rejects.toMatchObject({ code: "too_many_redirects" });
  outside.pages["/loop"] = redirect("/loop");
  await expect(fetched(`${outside.url}/loop`)).rejects.toMatchObject({
    code: "too_many_redirects",
  });
});

test("an allowed host is its port, too", async () => {
  await expect(fetched(`${outside.url}/`)).resolves.toMatchObject({ status: 200 });
  const { hostname } = new URL(outside.url);
  await expect(fetched(`http://${hostname}:${port}/`)).rejects.toMatchObject({
    code: "private_address",
  });
});
