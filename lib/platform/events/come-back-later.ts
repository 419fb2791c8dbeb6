import "server-only";
import { Middleware, NonRetriableError } from "inngest";
import { withoutContent } from "@/lib/platform/log/describe-error";
import { asRetryLater } from "@/lib/platform/resilience/retry-later";

/**
 * What the engine is told of a step's error. A step that an open breaker refused waits for the next probe and goes on,
 * instead of failing attempt by attempt; of other errors no text goes out that is not ours.
 */
export class ComeBackLater extends Middleware.BaseMiddleware {
  readonly id = "come-back-later";

  override async wrapStepHandler({ next, ctx }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    try {
      return await next();
    } catch (error) {
      const told = asRetryLater(error, ctx.attempt);
      throw told === error && !(error instanceof NonRetriableError) ? withoutContent(error) : told;
    }
  }
}
