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
import { refusedRecipient } from "./refused-recipient";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Beside those that every mail has. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * Whether the server took the mail, or refuses its address for good: an answer, which a repeat does not change. Or the
 * address could not be reached, as its domain is not found, to the last attempt.
 */
export type Delivery = "sent" | "refused" | "unreached";

/** How long a server may take for each of connecting and greeting. */
const PATIENCE_MS = 10_000;
/** For every answer after that: a server may take its time to accept a mail, which given up early would be sent twice. */
const ANSWER_MS = DEPENDENCIES.mail.deadlineMs;

const sender = () => env().MAIL_FROM ?? `Frontdesk <frontdesk@${new URL(env().APP_URL).hostname}>`;

interface SmtpFacts {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** What the server said, by its number alone: its words repeat the address. */
function failure(error: unknown): AppError {
  if (isCircuitOpen(error) || (error instanceof AppError && error.code === "timeout")) return error;
  const facts = error as SmtpFacts;
  return new AppError("upstream_failed", "The mail could not be sent.", {
    internal: `The mail server refused or was away: ${facts.code ?? "unknown"} ${facts.responseCode ?? ""}`,
  });
}

/**
 * A server that will not have this mail is at work; that it can't be reached or entered is a failure, and so is that it
 * will have nothing from our sender, whatever the mail: 552 there is of a mail that is too long.
 */
function blame(error: unknown): Blame {
  const { code, command, responseCode = 0 } = error as SmtpFacts;
  if (command === "MAIL FROM" && responseCode >= 500 && responseCode !== 552) return "dependency";
  const ofTheMail = code === "EENVELOPE" || code === "EMESSAGE";
  return ofTheMail && responseCode !== 421 ? "tenant" : "dependency";
}

/** That the server refuses the address; what else went wrong is thrown on. */
function refusal(error: unknown, address: string, isLast: boolean): Delivery {
  const refused = refusedRecipient(error, address, isLast);
  if (!refused) throw error;
  log.warn("a mail server refuses a recipient", { ...refused });
  return refused.smtp_code < 500 ? "unreached" : "refused";
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

async function overSmtp(
  url: string,
  mail: Mail,
  caller: AbortSignal,
  isLast: boolean,
): Promise<Delivery> {
  const options = { provider: new URL(url).host, operation: "send", blame, signal: caller };
  try {
    return await callOutside("mail", options, async ({ signal }) => {
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
      const whole = {
        ...mail,
        from: sender(),
        to: { name: "", address: mail.to },
        // By the trace a mail leads back to the request that caused it.
        headers: { ...mail.headers, ...(traceId && { "X-Trace-Id": traceId }) },
      };
      return transport.sendMail(whole).then(
        () => "sent",
        (error: unknown) => refusal(error, mail.to, isLast),
      );
    });
  } catch (error) {
    caller.throwIfAborted();
    throw failure(error);
  }
}

/**
 * Sends a mail over SMTP_URL, or without one writes it where the operator finds it. Takes seconds: belongs into a job.
 * Whoever calls tells people of an address that is refused, as nobody else does. Throws `upstream_failed`, `timeout`, and
 * `unavailable` while the server is left alone; rejects with the reason of `signal` when that aborts, which closes the
 * connection. Neither the address nor the text gets into the log or the error.
 *
 * @param isLast it is not tried again: an address that could not be reached is told as such.
 */
export async function sendMail(mail: Mail, signal: AbortSignal, isLast = false): Promise<Delivery> {
  const url = env().SMTP_URL;
  if (url) return overSmtp(url, mail, signal, isLast);
  const file = await writeToOutbox({ ...mail, from: sender() });
  log.info("there is no SMTP_URL: the mail was written to a file", { file });
  return "sent";
}
