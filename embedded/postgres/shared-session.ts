import type { PGlite } from "@electric-sql/pglite";

const SYNC = new Uint8Array([0x53, 0, 0, 0, 4]);
/** Frontend messages after which the server is idle again: Sync, simple Query, function call, Terminate. */
const ENDS_A_UNIT = new Set(["S", "Q", "F", "X"].map((letter) => letter.charCodeAt(0)));

/**
 * PGlite as the socket server should see it. The server queues single messages and keeps one client's
 * together only inside a transaction, so without this the unnamed statement that one client has parsed
 * could be replaced by another's before it is bound: answers would go to the wrong client.
 * Here "in a transaction" also holds from a Parse to its Sync.
 * @param onCrash called when the WebAssembly instance dies, after which no query can ever be answered.
 */
export function sharedSession(pglite: PGlite, onCrash: (error: unknown) => void): PGlite {
  let unitOpen = false;

  const execProtocolRawStream: PGlite["execProtocolRawStream"] = async (message, options) => {
    try {
      await pglite.execProtocolRawStream(message, options);
    } catch (error) {
      onCrash(error);
      throw error;
    }
    // The startup packet has no type byte and begins with its length's zero byte.
    if (message[0] !== 0) unitOpen = !ENDS_A_UNIT.has(message[0] ?? 0);
  };

  // Called for one purpose: to roll back what a client left open when it went away.
  const exec: PGlite["exec"] = async (query, options) => {
    if (unitOpen) await pglite.execProtocolRawStream(SYNC, { onRawData: () => undefined });
    unitOpen = false;
    return pglite.isInTransaction() ? pglite.exec(query, options) : [];
  };

  const changed = { execProtocolRawStream, exec, isInTransaction: () => isBusy() };
  const isBusy = () => unitOpen || pglite.isInTransaction();
  return new Proxy(pglite, {
    get(target, name): unknown {
      if (Object.hasOwn(changed, name)) return Reflect.get(changed, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
