import { readFileSync } from "node:fs";
import type pg from "pg";

/** Milliseconds that the server process behind a connection has spent computing, which other work on the machine does not stretch; Linux alone tells. */
export async function cpuClock(client: pg.Client): Promise<() => number> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const path = `/proc/${rows[0]?.pid}/schedstat`;
  return () => {
    try {
      return Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6;
    } catch {
      return NaN;
    }
  };
}
