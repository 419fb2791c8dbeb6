import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Inngest } from "inngest";
import { expect, test } from "vitest";
import { engineKeys } from "../../../lib/testing/job-engine";
import { runStatement } from "../../../lib/testing/test-database";
import { isFull, seed } from "../plan.ts";
import { randomOf } from "../random.ts";
import { Books } from "./books.ts";
import { embeddedDatabase, Installation, PARTS, serverDatabase } from "./installation.ts";
import { TABLES } from "./job.ts";

const KILLS = isFull ? 120 : 12;
/** So many jobs are sent before each kill. Each is about ten calls of the engine. */
const JOBS = 6;
/** A kill comes within this after everything runs. */
const WITHIN_MS = 700;
const ENDS_WITHIN_MS = 60_000;

/** Sends events as the outbox does: again with the same ids until the engine has said that it has them. */
async function sendJobs(address: string, first: number): Promise<void> {
  const client = new Inngest({
    id: "sender",
    baseUrl: `http://${address}`,
    eventKey: engineKeys.eventKey,
  });
  const events = Array.from({ length: JOBS }, (_, n) => ({
    id: `fault-${first + n}`,
    name: "fault/job",
    data: { run: first + n, tenant: (first + n) % 3 },
  }));
  for (;;) {
    try {
      await client.send(events);
      return;
    } catch {
      await wait(100);
    }
  }
}

test.each([
  ["the embedded Postgres", embeddedDatabase],
  ["PostgreSQL", serverDatabase],
])(
  `${KILLS} kills on %s: each effect once, no result lost, every run ends`,
  async (name, makeDatabase) => {
    const random = randomOf(seed);
    const folder = mkdtempSync(join(tmpdir(), "frontdesk-kills-"));
    const journal = join(folder, "journal");
    writeFileSync(journal, "");
    const database = await makeDatabase();
    await runStatement(database.ownerUrl, TABLES);
    const books = new Books(database.ownerUrl, journal);
    const installation = await Installation.start(database, journal);
    const killed = { engine: 0, app: 0, database: 0 };
    const began = performance.now();
    const sendings: Promise<void>[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      sendings.push(sendJobs(installation.engineAddress, kill * JOBS));
      const part = PARTS[Math.floor(random() * PARTS.length)] ?? "engine";
      await wait(random() * WITHIN_MS);
      await books.remember();
      await installation.kill(part);
      killed[part] += 1;
      await installation.startAgain(part);
    }
    await Promise.all(sendings);
    const runs = 2 * KILLS * JOBS;
    await expect
      .poll(() => books.runs(), { timeout: ENDS_WITHIN_MS, interval: 250 })
      .toMatchObject({ running: 0, failed: 0, completed: expect.toSatisfy((n) => n >= runs) });
    expect(await books.faults(KILLS * JOBS)).toEqual([]);
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stdout.write(
      `${name}, seed ${seed}: ${JSON.stringify(killed)} kills over ${KILLS * JOBS} jobs in ${seconds} s\n`,
    );
    await installation.remove();
    rmSync(folder, { recursive: true });
  },
  KILLS * 10_000 + ENDS_WITHIN_MS,
);
