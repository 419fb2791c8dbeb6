import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What happens to a connection. `after`: bytes of the answer that still pass. */
export type Fault =
  | { kind: "none" }
  /** Bytes of the answer come so many milliseconds late. */
  | { kind: "delay"; ms: number }
  /** Hangs up, with a reset. */
  | { kind: "cut"; after: number }
  /** Hangs up, with a reset, instead of passing on what has this text in it. */
  | { kind: "cut-at"; text: string }
  /** Keeps the connection and says nothing more. */
  | { kind: "silence"; after: number }
  /** Answers what is no HTTP. */
  | { kind: "garbage" }
  /** The answer comes by single bytes, with a pause before each. */
  | { kind: "drip"; everyMs: number };

export interface FaultProxy {
  host: string;
  /** From now on, of new connections and of those that are open. */
  fault: (fault: Fault) => void;
  /** Connections that were made through it, and those that are still open on the caller's side. */
  counts: () => { opened: number; open: number };
  /** Resolves once nobody is connected. */
  quiet: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A TCP proxy on loopback before a server of a test's, which does to its answers what networks and servers do. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const [host = "", port = ""] = target.split(":");
  const open = new Set<Socket>();
  let fault: Fault = { kind: "none" };
  let opened = 0;
  let nobody = Promise.withResolvers<void>();

  const pass = async (client: Socket, upstream: Socket): Promise<void> => {
    let passed = 0;
    for await (const chunk of upstream as AsyncIterable<Buffer>) {
      const now = fault;
      if (now.kind === "delay") await later(now.ms);
      if (now.kind === "garbage") {
        client.end("\u0000\u0001 this is not HTTP\r\n\r\n");
        return;
      }
      if (now.kind === "cut-at" && chunk.includes(now.text)) {
        client.resetAndDestroy();
        return;
      }
      if (now.kind === "drip") {
        for (const byte of chunk) {
          if (client.destroyed) return;
          client.write(Buffer.of(byte));
          await later(now.everyMs);
        }
        continue;
      }
      if (now.kind === "cut" || now.kind === "silence") {
        const left = Math.max(0, now.after - passed);
        passed += chunk.length;
        if (left > 0) client.write(chunk.subarray(0, left));
        if (chunk.length < left) continue;
        if (now.kind === "cut") client.resetAndDestroy();
        return;
      }
      passed += chunk.length;
      client.write(chunk);
    }
    client.end();
  };

  const server = createServer((client) => {
    opened += 1;
    open.add(client);
    const upstream = connect({ host, port: Number(port) });
    client.on("error", () => upstream.destroy());
    client.once("close", () => {
      upstream.destroy();
      open.delete(client);
      if (open.size === 0) {
        nobody.resolve();
        nobody = Promise.withResolvers();
      }
    });
    client.pipe(upstream);
    upstream.on("error", () => client.destroy());
    // What it throws is one of the two hanging up, which the handlers above have dealt with.
    void pass(client, upstream).then(undefined, () => client.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: (next) => {
      fault = next;
    },
    counts: () => ({ opened, open: open.size }),
    quiet: () => (open.size === 0 ? Promise.resolve() : nobody.promise),
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
