import "server-only";
import { JobStatus } from "./job-status";
import { WhileInUse } from "./while-in-use";

/** What every function has that works for one organization. */
export const ofOrganization = [JobStatus, WhileInUse];
