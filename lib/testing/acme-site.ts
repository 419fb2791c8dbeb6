import { forgetCircuits } from "./circuits";
import { receiveEvents } from "./event-receiver";
import { page, serveSite, sitemap, type TestSite } from "./site";
import { SiteReader } from "./site-reader";

export interface AcmeSite {
  site: TestSite;
  reader: SiteReader;
  /** The paths that were asked for, in order. */
  asked: () => string[];
  /** As it was at first, with nothing asked. */
  reset: () => void;
  stop: () => Promise<void>;
}

/** The site of a shop with three pages and a sitemap, and what reads it. */
export async function openAcmeSite(): Promise<AcmeSite> {
  const site = await serveSite();
  const receiver = await receiveEvents();
  return {
    site,
    reader: new SiteReader(site, receiver.url),
    asked: () => site.asked.map(({ path }) => path),
    reset: () => {
      forgetCircuits();
      site.asked.length = 0;
      site.pages = {
        "/sitemap.xml": sitemap(["/", "/hours", "/garage"].map((path) => `${site.url}${path}`)),
        "/": page("Acme", "Acme mends bicycles."),
        "/hours": page("Hours", "Open from nine to five."),
        "/garage": page("Garage", "The garage is behind the house."),
      };
    },
    stop: async () => {
      await receiver.stop();
      await site.stop();
    },
  };
}
