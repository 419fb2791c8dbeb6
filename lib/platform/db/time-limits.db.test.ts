import { expect, inject, onTestFinished, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { startScript } from "@/lib/testing/script";
import { runStatement } from "@/lib/testing/test-database";
import { withTenant } from "./transaction";

// Read when the first pool is made, also by the process that is started here.
process.env["DATABASE_POOL_SIZE"] = "1";

const { mode, ownerUrl } = inject("testDatabase");
const scope = { tenantId: newId(), organizationId: newId() };

test("who gets no connection in time is told to come back, and who has it goes on", async () => {
  const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = withTenant(scope, async (tx) => {
    begun.resolve();
    await released.promise;
    return tx.$queryRaw`SELECT 1 AS one`;
  });
  await begun.promise;
  const waiting = withTenant(scope, (tx) => tx.$queryRaw`SELECT 2`);
  await expect(waiting).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 2 });
  released.resolve();
  expect(await holder).toEqual([{ one: 1 }]);
});

const LOCK = 20_261_127;

/** Opens a transaction, says so, and goes on with it when told; then says what came of it and of the next one. */
const INSTANCE = `
  import { once } from "node:events";
  import { withTenant } from "@/lib/platform/db/transaction";
  const scope = ${JSON.stringify(scope)};
  const codeOf = (work) => work.then(() => "done", ({ code }) => code);
  const left = withTenant(scope, async (tx) => {
    await tx.$queryRaw\`SELECT 1 FROM pg_advisory_xact_lock(${LOCK})\`;
    console.log("begun");
    await once(process.stdin, "data");
    await tx.$queryRaw\`SELECT 1\`;
  });
  console.log(await codeOf(left));
  console.log(await codeOf(withTenant(scope, (tx) => tx.$queryRaw\`SELECT 1\`)));
`;

// The embedded PostgreSQL has no such limits.
if (mode === "server") {
  test("a statement that lasts is ended by the server, not only left by its caller", async () => {
    const lasting = withTenant(scope, (tx) => tx.$queryRaw`SELECT 1 FROM pg_sleep(25)`);
    await expect(lasting).rejects.toMatchObject({ code: "unavailable" });
    const running = await runStatement(
      ownerUrl,
      "SELECT query FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%1 FROM pg_sleep(25)'",
    );
    expect(running).toEqual([]);
  });

  test("a transaction whose process hangs is ended by the server: its locks go, and its pool goes on", async () => {
    const { child, tell, next } = startScript(INSTANCE);
    onTestFinished(() => void child.kill("SIGKILL"));
    expect(await next()).toBe("begun");
    child.kill("SIGSTOP");
    await runStatement(ownerUrl, `SELECT pg_advisory_lock(${LOCK})`);
    child.kill("SIGCONT");
    tell("go on");
    expect([await next(), await next()]).toEqual(["unavailable", "done"]);
  });
}
