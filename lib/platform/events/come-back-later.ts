import "server-only";
import { Middleware } from "inngest";
import { asRetryLater } from "@/lib/platform/resilience/retry-later";

/** A step that an open breaker refused waits for the next probe and goes on, instead of failing attempt by attempt. */
export class ComeBackLater extends Middleware.BaseMiddleware {
  readonly id = "come-back-later";

  override async wrapStepHandler({ next, ctx }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    try {
      return await next();
    } catch (error) {
      throw asRetryLater(error, ctx.attempt);
    }
  }
}
