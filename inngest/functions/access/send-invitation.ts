import "server-only";
import { NonRetriableError } from "inngest";
import { deliverInvitation } from "@/lib/domains/access/members/delivery-service";
import { EVENTS } from "@/lib/platform/events/contracts";
import { inngestClient } from "@/lib/platform/events/client";
import { ofOrganization } from "../../middleware/of-organization";

const payload = EVENTS["access/invitation.created"];

/** Mails an invitation, one mail at a time for each, so that the last link sent is the one that works. Retries six times. */
export const sendInvitation = () =>
  inngestClient().createFunction(
    {
      id: "access-send-invitation",
      triggers: [{ event: "access/invitation.created" }],
      middleware: ofOrganization,
      retries: 6,
      concurrency: [{ key: "event.data.invitationId", limit: 1 }],
    },
    async ({ event, step }) => {
      const parsed = payload.safeParse(event.data);
      if (!parsed.success) throw new NonRetriableError("The event does not fit its contract");
      await step.run("send", async () => {
        await deliverInvitation(parsed.data);
        return {};
      });
      return {};
    },
  );
