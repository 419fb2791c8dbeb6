import "server-only";
import { NonRetriableError } from "inngest";
import { deliverAccountMail } from "@/lib/domains/access/mailbox/delivery-service";
import { inngestClient } from "@/lib/platform/events/client";
import { ACCOUNT_EVENTS } from "@/lib/platform/events/contracts";
import { runWithTrace } from "@/lib/platform/log/trace";

const payload = ACCOUNT_EVENTS["access/account-mail.requested"];

/** Mails a link that a person asked for, one mail at a time for each, so that the last link sent works. Retries six times. */
export const sendAccountMail = () =>
  inngestClient().createFunction(
    {
      id: "access-send-account-mail",
      triggers: [{ event: "access/account-mail.requested" }],
      retries: 6,
      concurrency: [{ key: "event.data.accountTokenId", limit: 1 }],
    },
    async ({ event, step }) => {
      const parsed = payload.safeParse(event.data);
      if (!parsed.success) throw new NonRetriableError("The event does not fit its contract");
      const { traceId } = parsed.data;
      await step.run("send", () =>
        runWithTrace({ traceId, service: "web" }, async () => {
          await deliverAccountMail(parsed.data);
          return {};
        }),
      );
      return {};
    },
  );
