import type { z } from "zod";
import { toProblemError, unreachable } from "@/lib/core/problem";

// The dashboard's way to the API, in the browser: the session cookie says who, this header which organization.
const ORGANIZATION_HEADER = "X-Organization";

export interface ApiCall {
  /** Not for what belongs to no organization. */
  organizationSlug?: string;
  /** From the root, with its query: `/api/v1/documents?limit=50`. */
  path: string;
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Sends a call and resolves with an answer that succeeded; throws a ProblemError otherwise, and AbortError as it is. */
export async function apiSend(call: ApiCall): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(call.path, {
      method: call.body === undefined ? "GET" : "POST",
      headers: {
        ...(call.organizationSlug !== undefined && {
          [ORGANIZATION_HEADER]: call.organizationSlug,
        }),
        ...(call.body !== undefined && { "Content-Type": "application/json" }),
        ...call.headers,
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(call.signal && { signal: call.signal }),
    });
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw unreachable();
  }
  if (response.ok) return response;
  const text = await response.text();
  throw toProblemError(parseJson(text), response.status, response.headers);
}

/**
 * Sends a call and reads its answer, typed by the route's schema. The schema itself stays on the server: both ends are
 * built together, and parsing would bring the library of schemas to every page.
 */
export async function apiJson<S extends z.ZodType>(call: ApiCall): Promise<z.output<S>> {
  const response = await apiSend(call);
  return (await response.json()) as z.output<S>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Posts a form and tells how many bytes are on their way, which fetch cannot. Rejects with a ProblemError, or with an
 * AbortError when the signal aborts.
 */
export function apiUpload<S extends z.ZodType>(
  call: { organizationSlug: string; path: string; form: FormData; signal: AbortSignal },
  onSent: (bytes: number) => void,
): Promise<z.output<S>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", call.path);
    request.setRequestHeader(ORGANIZATION_HEADER, call.organizationSlug);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    request.onload = () => {
      const body = parseJson(request.responseText);
      if (request.status < 200 || request.status > 299) {
        reject(toProblemError(body, request.status, headersOf(request)));
        return;
      }
      resolve(body as z.output<S>);
    };
    call.signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(call.form);
  });
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const name of ["retry-after", "x-trace-id"]) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
