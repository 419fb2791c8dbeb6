import type { Call } from "../call-route";
import type { Records } from "./parties";
import type { Kind } from "./principals";

/** How a route is attacked, and what its own callers find. */
export interface RouteCase {
  /** Who may; everybody else with good credentials is told 403. */
  allows: readonly Kind[];
  /** What who may is told for what is theirs. */
  status: number;
  /** The answer to who may has text of the organization's own in it, which proves that the call found something. */
  shows: boolean;
  /** Each call needs a record of its own, since there is none any more after it. */
  ends?: true;
  /** The call with records of the caller's own. */
  own: (records: Records) => Call;
  /** The call with another organization's ids, by the place where they stand; none when it has no place for any. */
  foreign: Readonly<Record<string, (their: Records, own: Records) => Call>>;
}
