import "server-only";
import { Middleware } from "inngest";
import { log } from "@/lib/platform/log/log";
import { setAsideIfArchived } from "@/lib/platform/events/set-aside";

/**
 * Begins no work, and no further step of it, for an archived organization: the run ends, and its event waits until the
 * organization is restored.
 */
export class WhileInUse extends Middleware.BaseMiddleware {
  readonly id = "while-in-use";

  override async wrapFunctionHandler({
    ctx,
    next,
  }: Middleware.WrapFunctionHandlerArgs): Promise<unknown> {
    if (!(await setAsideIfArchived(ctx.event))) return next();
    log.info("work was set aside: its organization is archived", { event_name: ctx.event.name });
    return {};
  }
}
