import dns from "node:dns";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetCircuits } from "@/lib/testing/circuits";
import { startFaultProxy, type FaultProxy } from "@/lib/testing/fault-proxy";
import { sendMail } from "./send-mail";

const settings: Record<string, string> = vi.hoisted(() => ({
  LOG_LEVEL: "silent",
  APP_URL: "https://desk.example",
}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

const mail = { to: "robin@corner.example", subject: "Hello", text: "Hello" };
const gone = new Error("the step is over");

let server: Server | undefined;
let proxy: FaultProxy | undefined;
/** Resolves once the server is as far as a test wants it. */
let reached: PromiseWithResolvers<void>;

beforeEach(() => {
  forgetCircuits();
  reached = Promise.withResolvers();
  // The servers' certificate is the one that their library brings, which says so.
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(async () => {
  await proxy?.stop();
  server?.close();
});

/** Takes a connection and says nothing. */
const mute = () => createServer(() => reached.resolve());

/** Takes a mail whole and then says nothing, or that it has it. */
const smtp = (options: object, { answers = false } = {}) =>
  new SMTPServer({
    authOptional: true,
    ...options,
    onData: (stream, _, done) => {
      stream.resume().once("end", () => {
        reached.resolve();
        if (answers) done();
      });
    },
  }).server;

async function start(protocol: string, made: Server, host = "127.0.0.1"): Promise<FaultProxy> {
  server = made;
  await once(server.listen(0, "127.0.0.1"), "listening");
  proxy = await startFaultProxy(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  settings["SMTP_URL"] = `${protocol}://${host}:${proxy.host.split(":")[1]}`;
  return proxy;
}

test.each([
  ["that does not greet", "smtp", mute],
  ["that does not answer the TLS handshake", "smtps", mute],
  ["that has the mail", "smtp", () => smtp({ disabledCommands: ["STARTTLS"] })],
  ["that has the mail over STARTTLS", "smtp", () => smtp({})],
  ["that has the mail over TLS", "smtps", () => smtp({ secure: true })],
])("giving up on a server %s closes the connection to it", async (_, protocol, make) => {
  const { quiet, counts } = await start(protocol, make());
  const step = new AbortController();
  const sent = sendMail(mail, step.signal);
  await reached.promise;
  expect(counts()).toEqual({ opened: 1, open: 1 });
  step.abort(gone);
  await expect(sent).rejects.toBe(gone);
  await quiet();
});

test("giving up while the server's name is looked up makes no connection and sends nothing", async () => {
  const made = smtp({ disabledCommands: ["STARTTLS"] }, { answers: true });
  const { counts } = await start("smtp", made, "localhost");
  const asked = Promise.withResolvers<void>();
  const found = Promise.withResolvers<void>();
  const lookup = dns.lookup;
  vi.spyOn(dns, "lookup").mockImplementation((...call: Parameters<typeof lookup>) => {
    asked.resolve();
    void found.promise.then(() => lookup(...call));
  });
  const step = new AbortController();
  const sent = sendMail(mail, step.signal);
  await asked.promise;
  step.abort(gone);
  await expect(sent).rejects.toBe(gone);
  found.resolve();
  // What was given up would have connected before this one, which finds the name the same way.
  await sendMail(mail, new AbortController().signal);
  expect(counts().opened).toBe(1);
});
