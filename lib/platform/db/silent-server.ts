import "server-only";
import { constants } from "node:os";
import type { Socket } from "node:net";
import type pg from "pg";

/** What a connection of pg has and its types leave out. */
type Inner = { readyForQuery: boolean | null; connection: { stream: Socket } };

/**
 * Cuts connections on which a statement has had no word from the server for `ms`: a server that hangs ends no statement,
 * and its callers would wait as long as it does. Who waited gets the error of a timed out socket.
 */
export function cutSilentConnections(pool: pg.Pool, ms: number): void {
  pool.on("connect", (client) => {
    const inner = client as unknown as Inner;
    const { stream } = inner.connection;
    stream.setTimeout(ms, () => {
      // Idle in the pool it may be silent.
      if (inner.readyForQuery) return;
      const error = new Error(`The database has been silent for ${ms / 1_000} s`);
      const { ETIMEDOUT } = constants.errno;
      stream.destroy(
        Object.assign(error, { code: "ETIMEDOUT", errno: -ETIMEDOUT, syscall: "read" }),
      );
    });
  });
}
