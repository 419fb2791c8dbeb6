import "server-only";
import { Inngest } from "inngest";
import { env } from "@/lib/env";
import { log } from "@/lib/platform/log/log";
import { fetchOutside } from "@/lib/platform/resilience/fetch-outside";
import { ComeBackLater } from "./come-back-later";
import { blameOfAnswer, throwIfRefused } from "./event-refused";

type LogArguments = unknown[];

/** The SDK tells its fields before its words, and an error among them as `err`. */
const text = (parts: LogArguments) =>
  parts.find((part): part is string => typeof part === "string") ?? "the job engine's client";
const problem = (parts: LogArguments) =>
  parts
    .map((part) => (part as { err?: unknown } | null | undefined)?.err ?? part)
    .find((part) => part instanceof Error);

/** The SDK's own words in our log, without the payloads that it appends. */
const logger = {
  debug: (...rest: LogArguments) => log.debug(text(rest)),
  info: (...rest: LogArguments) => log.debug(text(rest)),
  warn: (...rest: LogArguments) => log.warn(text(rest)),
  error: (...rest: LogArguments) => log.error(text(rest), problem(rest)),
};

const APP_ID = "frontdesk";

/** Whether the engine's calls must be signed: INNGEST_DEV switches that off, and counts in development alone. */
export function areCallsSigned(): boolean {
  const { INNGEST_DEV, NODE_ENV } = env();
  return NODE_ENV !== "development" || INNGEST_DEV === undefined;
}

async function askEngine(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const options = { operation: "engine", blame: blameOfAnswer };
  const answer = await fetchOutside("job_engine", options, input, init);
  throwIfRefused(answer);
  return answer;
}

function create() {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = env();
  return new Inngest({
    id: APP_ID,
    logger,
    ...(areCallsSigned() && { isDev: false }),
    // The SDK itself would wait minutes for an engine that takes a connection and never answers.
    fetch: askEngine,
    middleware: [ComeBackLater],
    ...(INNGEST_BASE_URL && { baseUrl: INNGEST_BASE_URL }),
    ...(INNGEST_EVENT_KEY && { eventKey: INNGEST_EVENT_KEY }),
    ...(INNGEST_SIGNING_KEY && { signingKey: INNGEST_SIGNING_KEY }),
  });
}

let instance: Inngest | undefined;

/** The client of whichever engine runs the jobs; made on first use, so that a build needs no configuration. */
export function inngestClient(): Inngest {
  instance ??= create();
  return instance;
}
