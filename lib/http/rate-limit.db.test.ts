import { beforeEach, describe, expect, test } from "vitest";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { newId } from "@/lib/core/ids";
import { addParty } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { startScript } from "@/lib/testing/script";
import { takeFromLimit } from "./rate-limit";

process.env["RATE_LIMIT_SECRET_PER_MINUTE"] = "5";

let subject: string;
beforeEach(() => {
  subject = newId();
});

const HOUR = { name: "test", calls: 20, perSeconds: 3600 };

/** Another instance of the product: takes from the bucket as often as it is told by a line, and says how often it could. */
const INSTANCE = `
  import { createInterface } from "node:readline";
  import { startScript } from "@/lib/testing/script";
import { takeFromLimit } from "@/lib/http/rate-limit";
  import { disconnect } from "@/lib/platform/db/client";
  const [subject] = process.argv.slice(-1);
  const take = () => takeFromLimit(${JSON.stringify(HOUR)}, subject).then(() => 1, (error) => {
    if (error.code !== "rate_limited") throw error;
    return 0;
  });
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    const taken = [];
    for (let n = 0; n < Number(line); n += 1) taken.push(await take());
    console.log(taken.reduce((sum, one) => sum + one, 0));
    break;
  }
  await disconnect();
  process.exit(0);
`;

async function startInstance() {
  const { tell, next } = startScript(INSTANCE, subject);
  expect(await next()).toBe("ready");
  return async (times: number) => {
    tell(String(times));
    return Number(await next());
  };
}

describe("a limit", () => {
  test("is one for two processes on one database", async () => {
    const [one, two] = [await startInstance(), await startInstance()];
    const taken = await Promise.all([one(30), two(30)]);
    expect(taken[0] + taken[1]).toBe(HOUR.calls);
    await expect(takeFromLimit(HOUR, subject)).rejects.toMatchObject({ code: "rate_limited" });
  });

  test("lets no more through when all come at once", async () => {
    const calls = Array.from({ length: 40 }, () => takeFromLimit(HOUR, subject));
    const settled = await Promise.allSettled(calls);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(HOUR.calls);
  });

  test("tells when the next call may come, and is of one name and one subject", async () => {
    for (let n = 0; n < HOUR.calls; n += 1) await takeFromLimit(HOUR, subject);
    const refused = takeFromLimit(HOUR, subject);
    await expect(refused).rejects.toMatchObject({ code: "rate_limited" });
    const { retryAfterSeconds } = (await refused.catch((error: unknown) => error)) as {
      retryAfterSeconds: number;
    };
    const interval = HOUR.perSeconds / HOUR.calls;
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(interval);
    await takeFromLimit(HOUR, `${subject} `);
    await takeFromLimit({ ...HOUR, name: "other" }, subject);
  });

  test("is not lengthened by calls that were refused", async () => {
    for (let n = 0; n < HOUR.calls; n += 1) await takeFromLimit(HOUR, subject);
    for (let n = 0; n < 50; n += 1)
      await expect(takeFromLimit(HOUR, subject)).rejects.toMatchObject({
        retryAfterSeconds: expect.closeTo(HOUR.perSeconds / HOUR.calls, -2) as number,
      });
  });
});

test("a route answers 429 with Retry-After, in header and body alike, to one key alone", async () => {
  const [party, other] = [await addParty(), await addParty()];
  const ask = (key: string) => callRoute(listDocuments, { key });
  for (let n = 0; n < 5; n += 1) expect((await ask(party.keys.secret)).status).toBe(200);
  const refused = await ask(party.keys.secret);
  const wait = Number(refused.headers.get("retry-after"));
  expect([refused.status, Number.isInteger(wait), wait > 0]).toEqual([429, true, true]);
  expect(refused.body).toMatchObject({
    code: "rate_limited",
    details: { retryAfterSeconds: wait },
  });
  expect((await ask(other.keys.secret)).status).toBe(200);
});
