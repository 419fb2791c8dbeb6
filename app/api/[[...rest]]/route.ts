import { nowhere } from "@/lib/http/refusals";

/** What no other route under /api takes: programs are told by a problem document and not by a page. */
export {
  nowhere as GET,
  nowhere as POST,
  nowhere as PUT,
  nowhere as PATCH,
  nowhere as DELETE,
  nowhere as OPTIONS,
};
