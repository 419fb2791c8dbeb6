import "server-only";
import Stripe from "stripe";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { isCircuitOpen } from "@/lib/platform/resilience/circuit-open";
import { DEPENDENCIES } from "@/lib/platform/resilience/dependencies";
import { blameOf, statusOf, type Blame } from "@/lib/platform/resilience/outcome";
import type { OutsideCall } from "@/lib/platform/resilience/outside-call";
import { alertOperators } from "@/lib/platform/telemetry/alert";

/** A client of this one call: the library itself takes no signal. */
function clientFor(apiKey: string, { signal, headers }: OutsideCall): Stripe {
  const { protocol, hostname, port } = new URL(env().STRIPE_API_URL);
  return new Stripe(apiKey, {
    httpClient: Stripe.createFetchHttpClient((input, init = {}) => {
      const all = new Headers(init.headers);
      for (const [name, value] of Object.entries(headers)) all.set(name, value);
      const both = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
      return fetch(input, { ...init, headers: all, signal: both });
    }),
    host: hostname,
    ...(port && { port }),
    protocol: protocol === "http:" ? "http" : "https",
    // Repeats and the deadline are the resilience module's business.
    maxNetworkRetries: 0,
    timeout: DEPENDENCIES.stripe.deadlineMs,
    telemetry: false,
  });
}

/** A card that is declined or a thing that is not there is an answer about what was asked for. */
function blame(error: unknown): Blame | undefined {
  const status = statusOf(error);
  return status === 402 || status === 404 ? "tenant" : undefined;
}

/**
 * Reads something from Stripe, or undefined where there is no key and nothing is billed. Fails closed: when Stripe is
 * away or refuses our key the operators are told at once and AppError `unavailable` is thrown, so that nobody is given
 * what is not paid. What Stripe says against the request itself goes on as its own error. `read` may be called twice, so
 * it changes nothing.
 */
export async function readFromStripe<T>(
  operation: string,
  read: (stripe: Stripe) => Promise<T>,
): Promise<T | undefined> {
  const { STRIPE_SECRET_KEY: apiKey, STRIPE_API_URL } = env();
  if (!apiKey) return undefined;
  const options = { provider: new URL(STRIPE_API_URL).host, operation, blame };
  try {
    return await callOutside("stripe", options, (call) => read(clientFor(apiKey, call)));
  } catch (error) {
    if ((blame(error) ?? blameOf(error, "installation")) === "tenant") throw error;
    const refused = isCircuitOpen(error);
    // Whoever is alerted of the first failure need not be of each call that was not made.
    if (!refused) {
      alertOperators(
        "payment_provider_failed",
        "the payment provider failed",
        { operation },
        error,
      );
    }
    throw new AppError("unavailable", "Payments are not possible just now. Nothing was charged.", {
      cause: error,
      details: { reason: refused ? "circuit_open" : "payment_provider_failed" },
      retryAfterSeconds: (refused ? error.retryAfterSeconds : undefined) ?? 30,
    });
  }
}
