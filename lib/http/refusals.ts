import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { definePublicRoute, type Route } from "./define-route";
import { problemResponse } from "./problem";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const refusal = { service: "web", unlimited: true, refuses: true } as const;

const allowOf = (has: readonly Method[]) =>
  [...has, ...(has.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");

/** The answer to a method that a path does not have; `has` are those with a handler. */
export function methodRefusal(method: string, has: readonly Method[], traceId: string): Response {
  const allow = allowOf(has);
  const message = `${method} is not possible here; these are: ${allow}.`;
  const response = problemResponse(new AppError("method_not_allowed", message), traceId);
  response.headers.set("allow", allow);
  return response;
}

/**
 * Handlers for the methods that a path does not have, which Next would answer with an empty body, and for OPTIONS, where
 * Next would list these as well. `has` are those with a handler of their own.
 */
export function otherMethods(...has: readonly Method[]): Record<Method | "OPTIONS", Route> {
  const allow = allowOf(has);
  const refuse = definePublicRoute({
    ...refusal,
    summary: "Says which methods the path has",
    handler: async ({ request: { method }, traceId }) => methodRefusal(method, has, traceId),
  });
  const options = definePublicRoute({
    ...refusal,
    summary: "Lists the methods of the path",
    handler: async () => new Response(null, { status: 204, headers: { allow } }),
  });
  return {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: options,
  };
}

/** The answer wherever there is no route. */
export const nowhere = definePublicRoute({
  ...refusal,
  summary: "Says that there is nothing",
  handler: () => {
    throw notFound("This address");
  },
});
