import "server-only";
import { callOutside, type FailureRules } from "./call-outside";
import type { Dependency } from "./dependencies";
import type { CallOptions } from "./outside-call";

/** An answer whose status counts as a failure, which its caller reads all the same. */
export class FailedAnswer extends Error {
  override readonly name = "FailedAnswer";
  readonly status: number;
  readonly response: Response;

  constructor(response: Response) {
    super(`Answered ${response.status}`);
    this.status = response.status;
    this.response = response;
  }
}

/** The global fetch by way of `callOutside`, for client libraries that take one: the answer is read whole. */
export async function fetchOutside(
  dependency: Dependency,
  options: Omit<CallOptions, "signal" | "provider"> & FailureRules,
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const provider = new URL(input instanceof Request ? input.url : input).host;
  const caller = init.signal ?? undefined;
  try {
    return await callOutside(
      dependency,
      { ...options, provider, ...(caller && { signal: caller }) },
      async ({ signal, headers }) => {
        const all = new Headers(init.headers ?? (input instanceof Request ? input.headers : {}));
        for (const [name, value] of Object.entries(headers)) all.set(name, value);
        const answer = await fetch(input, { ...init, headers: all, signal });
        const empty = answer.status === 204 || answer.status === 304;
        const body = empty ? null : await answer.arrayBuffer();
        const { status, statusText } = answer;
        const whole = new Response(body, { status, statusText, headers: answer.headers });
        if (status >= 400) throw new FailedAnswer(whole);
        return whole;
      },
    );
  } catch (error) {
    if (error instanceof FailedAnswer) return error.response;
    throw error;
  }
}
