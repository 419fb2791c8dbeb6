import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { cutSilentConnections } from "./silent-server";

const SILENT_AFTER_MS = 1_000;

const database = new URL(inject("testDatabase").runtimeUrl);
const sockets = new Set<Socket>();
let silent = false;

/** Passes everything on to the database, or nothing. */
const between = createServer((near) => {
  const far = connect(Number(database.port), database.hostname);
  sockets.add(near).add(far);
  near.on("data", (bytes) => silent || far.write(bytes));
  far.on("data", (bytes) => silent || near.write(bytes));
  near.on("error", () => far.destroy()).on("close", () => far.destroy());
  far.on("error", () => near.destroy()).on("close", () => near.destroy());
});

let pool: pg.Pool;
let connections = 0;

beforeAll(async () => {
  await once(between.listen(0, "127.0.0.1"), "listening");
  const url = new URL(database);
  url.port = String((between.address() as AddressInfo).port);
  pool = new pg.Pool({ connectionString: url.href, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    connections += 1;
    client.on("error", () => undefined);
  });
  cutSilentConnections(pool, SILENT_AFTER_MS);
});
afterAll(async () => {
  await pool.end();
  for (const socket of sockets) socket.destroy();
  between.close();
});

test("a statement that a silent server does not answer fails, and the next gets another connection", async () => {
  await pool.query("SELECT 1");
  silent = true;
  await expect(pool.query("SELECT 1")).rejects.toMatchObject({ code: "ETIMEDOUT" });
  silent = false;
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  expect(connections).toBe(2);
});

test("a connection that is idle for longer stays", async () => {
  const before = connections;
  await pool.query("SELECT 1");
  const timeouts = vi.fn();
  const client = await pool.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.on("timeout", timeouts);
  client.release();
  await vi.waitFor(() => expect(timeouts).toHaveBeenCalled(), { timeout: 10_000 });
  await pool.query("SELECT 1");
  expect(connections).toBe(before);
});
