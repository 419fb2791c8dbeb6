import "server-only";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { log } from "@/lib/platform/log/log";
import { currentIds } from "@/lib/platform/log/trace";
import { DEPENDENCIES } from "@/lib/platform/resilience/dependencies";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { isCircuitOpen } from "@/lib/platform/resilience/circuit-open";
import type { Blame } from "@/lib/platform/resilience/outcome";
import { writeToOutbox } from "./outbox-folder";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Beside those that every mail has. */
  headers?: Readonly<Record<string, string>>;
}

/** How long a server may take for each of connecting and greeting. */
const PATIENCE_MS = 10_000;
/** For every answer after that: a server may take its time to accept a mail, which given up early would be sent twice. */
const ANSWER_MS = DEPENDENCIES.mail.deadlineMs;

const sender = () => env().MAIL_FROM ?? `Frontdesk <frontdesk@${new URL(env().APP_URL).hostname}>`;

/** What the server said, by its number alone: its words repeat the address. */
function failure(error: unknown): AppError {
  if (isCircuitOpen(error) || (error instanceof AppError && error.code === "timeout")) return error;
  const facts = error as { code?: string; responseCode?: number };
  return new AppError("upstream_failed", "The mail could not be sent.", {
    internal: `The mail server refused or was away: ${facts.code ?? "unknown"} ${facts.responseCode ?? ""}`,
  });
}

/** A server that will not have this mail or its address is at work; that it can't be reached or entered is a failure. */
function blame(error: unknown): Blame {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const ofTheMail = code === "EENVELOPE" || code === "EMESSAGE";
  return ofTheMail && responseCode !== 421 ? "tenant" : "dependency";
}

/**
 * A connection to the server of an SMTP address, made in time and closed when the signal aborts. The library
 * knows no signal, and a socket that it was given and that was closed while it looked the name up it would open again.
 */
async function connectTo({ protocol, hostname, port }: URL, signal: AbortSignal): Promise<Socket> {
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (protocol === "smtps:" ? 465 : 587),
    signal,
  });
  const giveUp = () =>
    socket.destroy(Object.assign(new Error("Nobody took the connection"), { code: "ETIMEDOUT" }));
  socket.setTimeout(PATIENCE_MS, giveUp);
  await once(socket, "connect");
  socket.setTimeout(0, giveUp);
  return socket;
}

async function overSmtp(url: string, mail: Mail, caller: AbortSignal): Promise<void> {
  const options = { provider: new URL(url).host, operation: "send", blame, signal: caller };
  try {
    await callOutside("mail", options, async ({ signal }) => {
      const transport = createTransport({
        url,
        connection: await connectTo(new URL(url), signal),
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: ANSWER_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const { traceId } = currentIds();
      await transport.sendMail({
        ...mail,
        from: sender(),
        to: { name: "", address: mail.to },
        // By the trace a mail leads back to the request that caused it.
        headers: { ...mail.headers, ...(traceId && { "X-Trace-Id": traceId }) },
      });
    });
  } catch (error) {
    caller.throwIfAborted();
    throw failure(error);
  }
}

/**
 * Sends a mail over SMTP_URL, or without one writes it where the operator finds it. Takes seconds: belongs into a job.
 * Throws `upstream_failed`, `timeout`, and `unavailable` while the server is left alone; rejects with the reason of
 * `signal` when that aborts, which closes the connection. Neither the address nor the text gets into the log or the error.
 */
export async function sendMail(mail: Mail, signal: AbortSignal): Promise<void> {
  const url = env().SMTP_URL;
  if (url) return overSmtp(url, mail, signal);
  const file = await writeToOutbox({ ...mail, from: sender() });
  log.info("there is no SMTP_URL: the mail was written to a file", { file });
}
