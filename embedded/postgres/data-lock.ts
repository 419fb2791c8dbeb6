import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";

/** What a live owner of the folder answers with on its port; a stale lock's port does not. */
type Owner = { pid: number; port: number; token: string };

const ANSWER_WITHIN_MS = 2000;

/**
 * Takes the folder for this process until it ends, however it ends.
 * A process id alone proves nothing after a crash (in a container the next process often gets the
 * same one), so the owner also answers with the lock's token on a port that dies with it.
 * @throws Error with a sentence for the user when another live process holds the folder.
 */
export async function lockFolder(folder: string): Promise<{ release: () => void }> {
  const file = join(folder, "lock");
  const token = randomUUID();
  const server = createServer((socket) => socket.on("error", () => socket.destroy()).end(token));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  const owner: Owner = { pid: process.pid, port: (server.address() as AddressInfo).port, token };

  if (!create(file, owner)) {
    const other = read(file);
    if (other && (await isAlive(other))) throw heldBy(folder, other);
    rmSync(file, { force: true });
    if (!create(file, owner)) throw heldBy(folder, read(file));
  }
  return {
    release() {
      server.close();
      if (read(file)?.token === token) rmSync(file, { force: true });
    },
  };
}

function create(file: string, owner: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when the file is gone or was cut off while it was written. */
function read(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Owner;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A port that accepts but is silent counts as alive: a long query keeps its process busy. */
function isAlive(owner: Owner): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(owner.port, "127.0.0.1");
    socket.setTimeout(ANSWER_WITHIN_MS);
    socket.setEncoding("utf8");
    const end = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.on("data", (text: string) => (answer += text));
    socket.once("end", () => end(answer === owner.token));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(true));
  });
}

function heldBy(folder: string, owner: Owner | undefined): Error {
  const who = owner ? `process ${owner.pid}` : "another process";
  return new Error(`The data folder ${folder} is in use by ${who}. Stop it first.`);
}
