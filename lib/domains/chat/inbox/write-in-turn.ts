import { ProblemError, unreachable } from "@/lib/core/problem";

interface Written {
  version: number;
}

const turns = new Map<string, Promise<unknown>>();
const ownVersions = new Map<string, number>();

/**
 * Writes over the version of a conversation that is shown, one write after the other, so that nobody is in their own way. An
 * answer that was read before the last write of one's own and came after it shows an older version, which counts for nothing.
 *
 * @param key names the conversation
 * @param shown the version on the page when the write's turn has come; undefined before it was read
 */
export function writeInTurn(
  key: string,
  shown: () => number | undefined,
  write: (version: number) => Promise<Written>,
): Promise<Written> {
  const turn = async () => {
    const seen = shown();
    if (seen === undefined) throw new Error("A conversation was changed before it was read");
    const version = Math.max(seen, ownVersions.get(key) ?? 0);
    const done = await write(version).catch((error: unknown) => {
      // What an action throws and does not return comes of the line alone.
      throw error instanceof ProblemError ? error : unreachable();
    });
    ownVersions.set(key, done.version);
    return done;
  };
  const mine = (turns.get(key) ?? Promise.resolve()).then(turn, turn);
  turns.set(key, mine);
  return mine;
}
