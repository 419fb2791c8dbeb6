import "server-only";
import { Middleware, NonRetriableError } from "inngest";
import { withoutContent } from "@/lib/platform/log/describe-error";
import { asRetryLater } from "@/lib/platform/resilience/retry-later";

/**
 * What the engine is told of a step's error. One that an open breaker refused and that cannot sleep (the sending of
 * events) comes back after the next probe; of other errors no text goes out that is not ours.
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
