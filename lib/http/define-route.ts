import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { extendTrace, type Service } from "@/lib/platform/log/trace";
import type { TenantContext } from "@/lib/tenancy/context";
import { requireOperator, type Operator } from "@/lib/tenancy/operator";
import type { OperatorPermission, Permission } from "@/lib/tenancy/permissions";
import { requireOrRecord } from "@/lib/tenancy/require-permission";
import { answerRequest } from "./answer-request";
import { authenticate, sessionOwnerOf, type Authenticated, type Caller } from "./authenticate";
import { clientAddress } from "./client-address";
import { corsHeaders } from "./cors";
import { REQUEST_DEADLINE_MS, UPLOAD_DEADLINE_MS, withDeadline } from "./deadline";
import { withIdempotency } from "./idempotency";
import { takeFromLimit, type Limit } from "./rate-limit";
import { routePattern } from "./route-pattern";
import { readJson } from "./read-body";
import { describeForm, isMultipart, readForm, type FormFields } from "./read-form";
import { EventStream, streamResponse, type Reader } from "./sse";
import { validate, validatePath } from "./validate";

const DEFAULT_BODY_BYTES = 64_000;

interface Shared<Params, Query, Body> {
  service: Service;
  /** One sentence for the API document. */
  summary: string;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Headers that the handler reads, each with what it is for, for the API document. */
  headers?: Readonly<Record<string, string>>;
  /** The most a JSON body may have; 64 kB unless told. */
  maxBodyBytes?: number;
  /** Also takes multipart/form-data of at most so many bytes: `form` is there then instead of `body`. */
  multipartBytes?: number;
  /** Shape of the answer, for the API document. */
  response?: z.ZodType;
  /** Also answers as text/event-stream. */
  streams?: boolean;
  /** Status of a plain answer; 200 unless told, 204 when the handler returns undefined. */
  status?: number;
}

export interface RouteInput<Params, Query, Body> {
  request: Request;
  params: Params;
  query: Query;
  body: Body;
  /** The fields of a multipart form, for the handler to validate. */
  form: FormFields | undefined;
  /** Aborts when the client goes away or the deadline passes. */
  signal: AbortSignal;
}

interface OpenRoute<P, Q, B> extends Shared<P, Q, B> {
  access: "public";
  /** Not counted: for liveness, which must answer while the database is away. */
  unlimited?: true;
  /** Stands where there is no route, to say so: not in the API document, and nothing to attack. */
  refuses?: true;
  handler: (input: RouteInput<P, Q, B> & { traceId: string }) => Promise<unknown>;
}

interface GuardedRoute<P, Q, B> extends Shared<P, Q, B> {
  access: readonly Caller[];
  permission: Permission;
  /** Counted apart from the other routes, e.g. `chat`. */
  limitName?: string;
  /** Honours Idempotency-Key; its write keeps its answer by `keepAnswer`. */
  idempotent?: boolean;
  handler: (
    input: RouteInput<P, Q, B> & { context: TenantContext; caller: Caller },
  ) => Promise<unknown>;
}

interface OperatorRoute<P, Q, B> extends Shared<P, Q, B> {
  access: "operator";
  permission: OperatorPermission;
  handler: (input: RouteInput<P, Q, B> & { operator: Operator }) => Promise<unknown>;
}

export type RouteDefinition<P, Q, B> =
  OpenRoute<P, Q, B> | GuardedRoute<P, Q, B> | OperatorRoute<P, Q, B>;

/** Next hands on nothing for an address without parameters, whatever its types say. */
type NextContext = { params: Promise<Record<string, string | string[]> | undefined> };

export interface Route {
  (request: Request, next: NextContext): Promise<Response>;
  /** What the API document and the attack suite read. */
  definition: RouteDefinition<unknown, unknown, unknown>;
}

function limitOf(caller: Caller, name: string): Limit {
  const calls = {
    publishable: env().RATE_LIMIT_PUBLISHABLE_PER_MINUTE,
    secret: env().RATE_LIMIT_SECRET_PER_MINUTE,
    session: env().RATE_LIMIT_SESSION_PER_MINUTE,
  }[caller];
  return { name: `${caller}:${name}`, calls, perSeconds: 60 };
}

/** Nobody is known yet, so the address is what is counted. */
async function limitPublic(
  { unlimited }: { unlimited?: true },
  request: Request,
): Promise<undefined> {
  if (unlimited) return;
  const calls = env().RATE_LIMIT_PUBLIC_PER_MINUTE;
  await takeFromLimit(
    { name: "public:api", calls, perSeconds: 60 },
    clientAddress(request.headers),
  );
}

async function guard(
  definition: Pick<GuardedRoute<unknown, unknown, unknown>, "access" | "permission" | "limitName">,
  request: Request,
  traceId: string,
): Promise<Authenticated> {
  const found = await authenticate(request, definition.access, traceId);
  const { context, caller } = found;
  extendTrace({
    tenantId: context.tenantId,
    organizationId: context.organizationId,
    network: clientAddress(request.headers),
    ...(context.actor.kind === "user" && { userId: context.actor.id }),
  });
  const subject =
    caller === "publishable"
      ? `${context.actor.id} ${clientAddress(request.headers)}`
      : context.actor.id;
  await takeFromLimit(limitOf(caller, definition.limitName ?? "api"), subject);
  await requireOrRecord(context, definition.permission);
  return found;
}

async function guardOperator(
  { permission }: Pick<OperatorRoute<unknown, unknown, unknown>, "permission">,
  request: Request,
): Promise<Operator> {
  const owner = await sessionOwnerOf(request);
  extendTrace({ userId: owner.userId });
  await takeFromLimit(limitOf("session", "ops"), owner.userId);
  return requireOperator(owner, permission);
}

/** What the handler of a route is told beside its input, once its caller is known and may call. */
async function admit<P, Q, B>(
  definition: RouteDefinition<P, Q, B>,
  request: Request,
  traceId: string,
): Promise<
  (input: RouteInput<P, Q, B>) => {
    run: () => Promise<unknown>;
    /** Of a call whose answer is kept for repeats. */
    context?: TenantContext;
    /** Rejects once the caller may not call any more. */
    stillAllowed?: () => Promise<void>;
  }
> {
  if (definition.access === "public") {
    await limitPublic(definition, request);
    return (input) => ({ run: () => definition.handler({ ...input, traceId }) });
  }
  if (definition.access === "operator") {
    const operator = await guardOperator(definition, request);
    return (input) => ({
      run: () => definition.handler({ ...input, operator }),
      stillAllowed: async () => {
        await requireOperator(await sessionOwnerOf(request), definition.permission);
      },
    });
  }
  const { context, caller, permissionsNow } = await guard(definition, request, traceId);
  return (input) => ({
    run: () => definition.handler({ ...input, context, caller }),
    stillAllowed: async () =>
      requireOrRecord({ ...context, permissions: await permissionsNow() }, definition.permission),
    ...(definition.idempotent && { context }),
  });
}

function queryOf(request: Request): Record<string, string> {
  const entries = [...new URL(request.url).searchParams];
  const names = new Set(entries.map(([name]) => name));
  if (names.size < entries.length)
    throw new AppError("invalid_input", "A parameter is given twice.");
  return Object.fromEntries(entries);
}

function answer(result: unknown, status: number | undefined, reader: Reader): Response {
  if (result instanceof EventStream) return streamResponse(result, reader);
  if (result instanceof Response) return result;
  if (result === undefined) return new Response(null, { status: status ?? 204 });
  return new Response(JSON.stringify(result), {
    status: status ?? 200,
    headers: { "content-type": "application/json" },
  });
}

function takesForm<D extends { multipartBytes?: number }>(
  definition: D,
  request: Request,
): definition is D & { multipartBytes: number } {
  return definition.multipartBytes !== undefined && isMultipart(request);
}

/** A body may take long to come; who has lost the right meanwhile is answered as at the door. */
const LATE_MS = 500;

async function respond<P, Q, B>(
  definition: RouteDefinition<P, Q, B>,
  request: Request,
  next: NextContext,
  traceId: string,
  signal: AbortSignal,
): Promise<Response> {
  const prepare = await admit(definition, request, traceId);
  const admittedAt = performance.now();
  const params = definition.params
    ? validatePath(definition.params, await next.params)
    : (undefined as P);
  const query = definition.query
    ? validate(definition.query, queryOf(request), "query")
    : (undefined as Q);
  const form = takesForm(definition, request)
    ? await readForm(request, definition.multipartBytes)
    : undefined;
  const json = definition.body && !form;
  const raw = json
    ? await readJson(request, definition.maxBodyBytes ?? DEFAULT_BODY_BYTES)
    : undefined;
  const body = json && definition.body ? validate(definition.body, raw, "body") : (undefined as B);
  const { run, context, stillAllowed } = prepare({ request, params, query, body, form, signal });
  if (performance.now() - admittedAt > LATE_MS) await stillAllowed?.();
  const reader = { signal, traceId, stillAllowed };
  const answered = async () => answer(await run(), definition.status, reader);
  if (!context) return answered();
  const call = { context, request, status: definition.status ?? 200 };
  return withIdempotency(call, () => (form ? describeForm(form) : raw), answered);
}

function wrap<P, Q, B>(definition: RouteDefinition<P, Q, B>): Route {
  const route = async (request: Request, next: NextContext): Promise<Response> => {
    const deadline = takesForm(definition, request) ? UPLOAD_DEADLINE_MS : REQUEST_DEADLINE_MS;
    const route = routePattern(request.url, (await next.params) ?? {});
    const response = await answerRequest(
      request,
      { service: definition.service, route },
      (traceId) =>
        withDeadline(request.signal, deadline, (signal) =>
          respond(definition, request, next, traceId, signal),
        ),
    );
    const { access } = definition;
    for (const [name, value] of Object.entries(corsHeaders(request, access, response.status))) {
      response.headers.set(name, value);
    }
    return response;
  };
  return Object.assign(route, {
    definition: definition as RouteDefinition<unknown, unknown, unknown>,
  });
}

/**
 * The one way in over HTTP. In this order: trace id, deadline, authentication, tenant context, rate limit, permission,
 * zod on params, query and body (after one that came slowly the right is looked up again), handler, error to problem document. The handler returns data (answered as JSON),
 * undefined (204), an EventStream (whose reader's permission is looked up again while it runs) or a Response of its own.
 */
export function defineRoute<P = undefined, Q = undefined, B = undefined>(
  definition: GuardedRoute<P, Q, B>,
): Route {
  return wrap(definition);
}

/** A route for anybody: the same way in, with a limit for each address in the place of authentication and tenant. */
export function definePublicRoute<P = undefined, Q = undefined, B = undefined>(
  definition: Omit<OpenRoute<P, Q, B>, "access">,
): Route {
  return wrap<P, Q, B>({ ...definition, access: "public" });
}

/** A route for operators of the installation, who have passed a second step: to everybody else there is none. */
export function defineOperatorRoute<P = undefined, Q = undefined, B = undefined>(
  definition: Omit<OperatorRoute<P, Q, B>, "access">,
): Route {
  return wrap<P, Q, B>({ ...definition, access: "operator" });
}

/** Whether a route only says that there is none. */
export function isRefusal({ definition }: Route): boolean {
  return definition.access === "public" && definition.refuses === true;
}
