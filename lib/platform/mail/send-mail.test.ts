import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { sendMail, type Mail } from "./send-mail";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const SECRET = "a-token-that-is-nobody-else's";
const mail = { to: "robin@corner.example", subject: "Café “Ö”", text: `https://x/${SECRET}` };
/** Longer than a line of a mail may be, and of one word. */
const headers = { "List-Unsubscribe": `<https://desk.example/${"a".repeat(120)}>` };

const settings: Record<string, string> = vi.hoisted(() => ({}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdesk-mail-"));
  delete settings["SMTP_URL"];
  Object.assign(settings, { APP_URL: "https://desk.example", FRONTDESK_DATA_DIR: folder });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const send = (given: Mail = mail) => sendMail(given, new AbortController().signal);

function expectQuietLog() {
  expect(logged.join("")).not.toContain(mail.to);
  expect(logged.join("")).not.toContain(SECRET);
}

interface Received {
  from: string;
  to: string[];
  content: string;
}

/** What the server says instead of taking the sender or the recipient, with its number. */
interface Refusing {
  sender?: [number, string];
  recipient?: [number, string];
}

const reply = (refusal: [number, string] | undefined) =>
  refusal && Object.assign(new Error(refusal[1]), { responseCode: refusal[0] });

async function smtp({ sender, recipient }: Refusing = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_, __, done) => done(reply(sender)),
    onRcptTo: (_, __, done) => done(reply(recipient)),
    onData: (stream, { envelope }, done) => {
      void text(stream).then((content) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), content });
        done();
      });
    },
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.server.address() as AddressInfo;
  settings["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
  return { received, stop: () => new Promise<void>((done) => server.close(() => done())) };
}

test("a mail goes to the server of SMTP_URL, with the trace that it is sent in", async () => {
  const server = await smtp();
  const traceId = newTraceId();
  await runWithTrace({ traceId, service: "web" }, () => send());
  await server.stop();
  expect(server.received).toHaveLength(1);
  const [{ from, to, content }] = server.received as [Received];
  expect([from, to]).toEqual(["frontdesk@desk.example", [mail.to]]);
  expect(content).toContain(mail.text);
  expect(content).toContain("Subject: =?UTF-8?");
  expect(content.toLowerCase()).toContain(`x-trace-id: ${traceId}`);
  expectQuietLog();
});

test.each(["a@corner.example, b@evil.example", "a@corner.example\r\nBcc: b@evil.example"])(
  "%j is one address and not two",
  async (to) => {
    const server = await smtp();
    // Whether it is refused or sent to one is the server's business.
    await Promise.allSettled([send({ ...mail, to })]);
    await server.stop();
    for (const { to: given } of server.received) expect(given).not.toContain("b@evil.example");
  },
);

test("a subject brings no header of its own", async () => {
  const server = await smtp();
  await send({ ...mail, subject: "Hello\r\nBcc: b@evil.example" });
  await server.stop();
  expect(server.received[0]!.content).not.toMatch(/^Bcc:/m);
  expect(server.received[0]!.to).toEqual([mail.to]);
});

test("a mail's own headers are sent with it, and written with it", async () => {
  const server = await smtp();
  await send({ ...mail, headers });
  await server.stop();
  // A line that is too long is folded before its value.
  const unfolded = server.received[0]!.content.replace(/\r\n[ \t]+/g, " ");
  expect(unfolded).toContain(`List-Unsubscribe: ${headers["List-Unsubscribe"]}\r\n`);
  delete settings["SMTP_URL"];
  await send({ ...mail, headers });
  const [name] = await readdir(join(folder, "outbox"));
  const [head] = (await readFile(join(folder, "outbox", name!), "utf8")).split("\n\n");
  expect(head).toContain(`List-Unsubscribe: ${headers["List-Unsubscribe"]}`);
});

test("an address that the server refuses for good is an answer, and the log has its numbers alone", async () => {
  forgetCircuits();
  const server = await smtp({ recipient: [550, `5.1.1 <${mail.to}>: no such user here`] });
  const trace = { traceId: newTraceId(), service: "web", tenantId: newTraceId() } as const;
  // Many of them open no breaker: the server is at work.
  for (let n = 0; n < 6; n += 1)
    expect(await runWithTrace({ ...trace }, () => send())).toBe("refused");
  await server.stop();
  expect(server.received).toEqual([]);
  const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: "warn", smtp_code: 550, smtp_status: "5.1.1" }),
  );
  expectQuietLog();
});

test.each<[string, Refusing]>([
  ["who sends", { sender: [550, `5.7.1 no mail for ${mail.to} from here`] }],
  ["who sends, without a code", { sender: [550, "no such mailbox"] }],
  ["everybody, in the recipient's place", { recipient: [554, `5.7.1 <${mail.to}>: Relay denied`] }],
  ["the address for now", { recipient: [450, `4.2.0 <${mail.to}>: Greylisted`] }],
])("that it refuses %s is a failure, which names nobody", async (_, refusing) => {
  const server = await smtp(refusing);
  const refused = await send().then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  await server.stop();
  expect(refused).toMatchObject({ code: "upstream_failed" });
  expect(refused?.cause).toBeUndefined();
  expect(JSON.stringify(refused) + String(refused?.stack)).not.toContain(mail.to);
  expectQuietLog();
});

test("a server that refuses who sends is left alone for everybody, and operators are told", async () => {
  forgetCircuits();
  const server = await smtp({ sender: [550, "5.1.8 Sender's domain not found"] });
  for (let n = 0; n < 5; n += 1) {
    const trace = { traceId: newTraceId(), service: "web", tenantId: newTraceId() } as const;
    const failed = expect(runWithTrace({ ...trace }, () => send())).rejects;
    await failed.toMatchObject({ code: "upstream_failed" });
  }
  await expect(send()).rejects.toMatchObject({ code: "unavailable" });
  await server.stop();
  expect(logged.join("")).toContain('"alert":"circuit_opened"');
  forgetCircuits();
});

test("a server that is away is told as such", async () => {
  const server = await smtp();
  await server.stop();
  await expect(send()).rejects.toMatchObject({ code: "upstream_failed" });
});

test("without a server it is a file that its operator alone reads, and the log says where", async () => {
  await send();
  const [name, ...more] = await readdir(join(folder, "outbox"));
  expect(more).toEqual([]);
  const file = join(folder, "outbox", name!);
  const content = await readFile(file, "utf8");
  expect(content).toContain(`To: ${mail.to}\n`);
  expect(content).toContain(mail.text);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(logged.join("")).toContain(name);
  expectQuietLog();
});
