import "server-only";
import { log } from "@/lib/platform/log/log";
import { readFromStripe } from "./stripe-client";

/**
 * Asks Stripe something harmless, so that a wrong key is known when the process starts and not at the first payment. The
 * failure is on the operators' alerts by then, and the process serves without payments.
 */
export async function checkStripe(): Promise<void> {
  try {
    const found = await readFromStripe("check", (stripe) => stripe.products.list({ limit: 1 }));
    if (found) log.info("the payment provider answers");
  } catch (error) {
    log.error("the payment provider could not be asked at start", error);
  }
}
