import "server-only";
import { SpanStatusCode } from "@opentelemetry/api";
import { cookies, headers } from "next/headers";
import type { z } from "zod";
import { AppError, notFound } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { log } from "@/lib/platform/log/log";
import { extendTrace, type Service } from "@/lib/platform/log/trace";
import { recordAction } from "@/lib/platform/telemetry/metrics";
import { reportError } from "@/lib/platform/telemetry/report-error";
import { inSpan } from "@/lib/platform/telemetry/span";
import type { SignedIn, TenantContext } from "@/lib/tenancy/context";
import { findSessionOwner, type SessionOwner } from "@/lib/tenancy/lookup";
import type { Permission } from "@/lib/tenancy/permissions";
import { requireOrRecord } from "@/lib/tenancy/require-permission";
import { readSessionId } from "@/lib/tenancy/session-token";
import { contextOfMember } from "./authenticate";
import { clientAddress } from "./client-address";
import { REQUEST_DEADLINE_MS, withDeadline } from "./deadline";
import { requireOwnOrigin } from "./origin";
import { toProblem, type Problem } from "./problem";
import { takeFromLimit } from "./rate-limit";
import { inTraceOf } from "./trace-of";
import { validate } from "./validate";

export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** An action of a member. What it needs is told for the authorization matrix. */
export interface GuardedAction<I, T> {
  (organizationSlug: string, input: I): Promise<ActionResult<T>>;
  permission: Permission;
}

/** An action of a signed-in person on what is their own. */
export interface AccountAction<I, T> {
  (input: I): Promise<ActionResult<T>>;
  ofOneself: true;
}

const NEVER = new AbortController().signal;

async function settle<T>(
  traceId: string,
  sent: Headers,
  fn: (traceId: string, signal: AbortSignal) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    const data = await withDeadline(NEVER, REQUEST_DEADLINE_MS, async (signal) => {
      requireOwnOrigin(sent);
      extendTrace({ network: clientAddress(sent) });
      return fn(traceId, signal);
    });
    return { ok: true, data };
  } catch (error) {
    const problem = toProblem(error, traceId);
    const { status, code } = problem;
    if (status >= 500) {
      log.error("action failed", error, { status });
      reportError(error, { status });
    } else log.info("action refused", { status, error_code: code });
    return { ok: false, problem };
  }
}

/** Runs an action under the trace of its request and a deadline, for a call from our own page alone. Never throws. */
export async function perform<T>(
  service: Service,
  fn: (traceId: string, signal: AbortSignal) => Promise<T>,
): Promise<ActionResult<T>> {
  const sent = await headers();
  return inTraceOf(sent, service, (traceId) =>
    inSpan(`action of ${service}`, { "frontdesk.service": service }, async (span) => {
      const began = performance.now();
      const result = await settle(traceId, sent, fn);
      const status = result.ok ? 200 : result.problem.status;
      const milliseconds = performance.now() - began;
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      log.info("action", { status, latency_ms: Math.round(milliseconds) });
      recordAction({ service, status, milliseconds });
      return result;
    }),
  );
}

/** Whose session the call's cookie names. Throws `unauthenticated` without a live one. */
export async function signedIn(): Promise<{ owner: SessionOwner; sessionId: string }> {
  const jar = Object.fromEntries(
    (await cookies()).getAll().map(({ name, value }) => [name, value]),
  );
  const sessionId = await readSessionId(jar);
  const owner = sessionId ? await findSessionOwner(sessionId) : undefined;
  if (!sessionId || !owner)
    throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  extendTrace({ userId: owner.userId });
  return { owner, sessionId };
}

/** Counts an action of a person. Throws `rate_limited`. */
export async function countFor(userId: string): Promise<void> {
  const calls = env().RATE_LIMIT_SESSION_PER_MINUTE;
  await takeFromLimit({ name: "session:action", calls, perSeconds: 60 }, userId);
}

/**
 * A server action of a signed-in member: own origin, session, membership in the organization with this slug,
 * rate limit, permission and a strict schema, before the handler runs. Never throws; a failure is a problem document.
 */
export function defineAction<I, T>(definition: {
  service: Service;
  permission: Permission;
  input: z.ZodType<I>;
  handler: (input: I, context: TenantContext, signal: AbortSignal) => Promise<T>;
}): GuardedAction<I, T> {
  const action = (organizationSlug: string, input: I) =>
    perform(definition.service, async (traceId, signal) => {
      const { owner } = await signedIn();
      // A client may send anything in its place, and without a slug a member's only organization would be meant.
      if (typeof organizationSlug !== "string" || organizationSlug === "")
        throw notFound("The organization");
      const context = contextOfMember(owner, organizationSlug, traceId);
      const { tenantId, organizationId } = context;
      extendTrace({ tenantId, organizationId });
      await countFor(owner.userId);
      await requireOrRecord(context, definition.permission);
      return definition.handler(validate(definition.input, input, "input"), context, signal);
    });
  return Object.assign(action, { permission: definition.permission });
}

/**
 * A server action of a signed-in person on their own account, of no organization: own origin, session, rate limit and a
 * strict schema, before the handler runs. No id says whose account is meant: the session does.
 */
export function defineAccountAction<I, T>(definition: {
  service: Service;
  input: z.ZodType<I>;
  handler: (input: I, person: SignedIn, traceId: string) => Promise<T>;
}): AccountAction<I, T> {
  const action = (input: I) =>
    perform(definition.service, async (traceId) => {
      const { owner, sessionId } = await signedIn();
      await countFor(owner.userId);
      const address = clientAddress(await headers());
      const person = { userId: owner.userId, sessionId, address };
      return definition.handler(validate(definition.input, input, "input"), person, traceId);
    });
  return Object.assign(action, { ofOneself: true as const });
}

/** A server action before sign-in: own origin, a limit for each address and a strict schema, before the handler runs. */
export function definePublicAction<I, T>(definition: {
  service: Service;
  limit: () => { name: string; calls: number; perSeconds: number };
  input: z.ZodType<I>;
  handler: (input: I, call: { traceId: string; address: string }) => Promise<T>;
}): (input: I) => Promise<ActionResult<T>> {
  return (input) =>
    perform(definition.service, async (traceId) => {
      const address = clientAddress(await headers());
      await takeFromLimit(definition.limit(), address);
      return definition.handler(validate(definition.input, input, "input"), { traceId, address });
    });
}
