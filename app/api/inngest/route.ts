import { serve } from "inngest/next";
import { functions } from "@/inngest/functions";
import { inngestClient } from "@/lib/platform/events/client";

type Handlers = ReturnType<typeof serve>;
let handlers: Handlers | undefined;
const served = () => (handlers ??= serve({ client: inngestClient(), functions: functions() }));

/** The SDK checks the signature of each call itself. */
export const GET: Handlers["GET"] = (...args) => served().GET(...args);
export const POST: Handlers["POST"] = (...args) => served().POST(...args);
export const PUT: Handlers["PUT"] = (...args) => served().PUT(...args);
