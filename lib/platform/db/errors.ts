import "server-only";
import { isDriverAdapterError } from "@prisma/driver-adapter-utils";
import { AppError } from "@/lib/core/errors";
import { Prisma } from "./generated/client";

interface DriverCause {
  originalCode?: string;
  kind?: string;
  constraint?: { index?: string; fields?: string[] };
}

function driverCause(error: Prisma.PrismaClientKnownRequestError): DriverCause {
  const meta = error.meta as { driverAdapterError?: { cause?: DriverCause } } | undefined;
  return meta?.driverAdapterError?.cause ?? {};
}

/** The name of the unique index that a write ran into, or undefined when the error is another one. */
export function uniqueViolation(error: unknown): string | undefined {
  const cause = error instanceof AppError ? error.cause : error;
  if (!(cause instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const driver = driverCause(cause);
  if (cause.code !== "P2002" && driver.originalCode !== "23505") return undefined;
  return driver.constraint?.index ?? driver.constraint?.fields?.join(",") ?? "unknown";
}

const AWAY = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);
/** What the driver says of the same in a raw query, which Prisma reports as P2010. */
const AWAY_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
const AWAY_SQLSTATE = /^(08|53|57P|57014|55P03|25P03)/;
const RETRY_AFTER_SECONDS = 2;

function isAway({
  kind = "",
  originalCode = "",
}: Pick<DriverCause, "kind" | "originalCode">): boolean {
  return AWAY_KINDS.has(kind) || AWAY_SQLSTATE.test(originalCode);
}

/**
 * Turns Prisma's and the driver's errors into an AppError: the database away, out of connections or too slow becomes
 * `unavailable`, a lost race or a unique key `conflict`, a missing record `not_found`; an AppError passes through.
 */
export function translateDatabaseError(error: unknown): Error {
  if (error instanceof AppError) return error;
  // What goes wrong at a transaction's own statements Prisma hands on as the driver said it.
  if (error instanceof Error && isDriverAdapterError(error) && isAway(error.cause))
    return unavailable(error);
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const driver = driverCause(error);
    if (AWAY.has(error.code) || isAway(driver)) return unavailable(error);
    if (error.code === "P2002" || driver.originalCode === "23505") {
      return new AppError("conflict", "This exists already.", { cause: error });
    }
    if (error.code === "P2034" || driver.kind === "TransactionWriteConflict") {
      return new AppError("conflict", "Somebody changed this at the same moment. Try again.", {
        cause: error,
        retryAfterSeconds: 1,
      });
    }
    if (error.code === "P2025")
      return new AppError("not_found", "The record was not found.", { cause: error });
  }
  if (error instanceof Prisma.PrismaClientInitializationError || isConnectionError(error)) {
    return unavailable(error);
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** pg says these without a code: a connection that is gone, was lost between two statements, or was not to be had. */
const LOST =
  /connection terminated|client .+ is not queryable|timeout exceeded when trying to connect/i;

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  return (
    (typeof code === "string" && /^(ECONN|EPIPE|ETIMEDOUT|08|57P)/.test(code)) ||
    LOST.test(error.message)
  );
}

function unavailable(cause: unknown): AppError {
  return new AppError(
    "unavailable",
    "The service is not reachable at the moment. Try again shortly.",
    {
      cause,
      internal: "The database was away, out of connections or too slow",
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
  );
}
