import "server-only";
import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import { Agent, type AgentConnectOpts } from "agent-base";
import { outgoingTraceparent } from "@/lib/platform/log/trace";
import { callOutside } from "./call-outside";
import type { Dependency } from "./dependencies";

type SocketGiven = Parameters<Agent["createSocket"]>[2];

/**
 * Makes what a client library asks by `node:http` itself a call by way of `callOutside`: such a library takes an agent
 * and no fetch. A request that a breaker refuses fails before it has a socket, and one at its deadline loses it; the
 * library gets the error. Nothing is repeated.
 */
export class AgentOutside extends Agent {
  readonly #dependency: Dependency;
  readonly #operation: string;

  constructor(dependency: Dependency, operation: string) {
    super();
    this.#dependency = dependency;
    this.#operation = operation;
  }

  /** Here the headers are not sent yet; when `connect` is called, they may be. */
  override createSocket(request: ClientRequest, options: AgentConnectOpts, given: SocketGiven) {
    const traceparent = outgoingTraceparent();
    if (traceparent) request.setHeader("traceparent", traceparent);
    super.createSocket(request, options, given);
  }

  override connect(request: ClientRequest, options: AgentConnectOpts): Promise<http.Agent> {
    const admitted = Promise.withResolvers<http.Agent>();
    const provider = String(request.getHeader("host"));
    const call = { provider, operation: this.#operation };
    callOutside(this.#dependency, call, ({ signal }) => {
      const answered = untilAnswered(request, signal);
      admitted.resolve(options.secureEndpoint ? https.globalAgent : http.globalAgent);
      return answered;
    }).catch((error: Error) => {
      admitted.reject(error);
      request.destroy(error);
    });
    return admitted.promise;
  }
}

/** Until the answer is read to its end. Rejects with the request's error, and with an error that has a bad status. */
function untilAnswered(request: ClientRequest, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    const abort = () => request.destroy(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    request.once("response", (response) => {
      answer = response;
    });
    request.once("error", reject);
    request.once("close", () => {
      signal.removeEventListener("abort", abort);
      const status = answer?.statusCode ?? 0;
      if (!answer?.complete) reject(new Error("The answer did not come whole"));
      else if (status >= 400) {
        reject(Object.assign(new Error(`Answered ${status}`), { status }));
      } else resolve();
    });
  });
}
