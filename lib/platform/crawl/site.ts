import "server-only";

/** Part of addresses that says whence somebody came, and nothing of the page. */
const TRACKING = /^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|ref)$/i;
/** What is no page for its name's sake alone. */
const NO_PAGE =
  /\.(?:avif|bmp|css|csv|docx?|eot|exe|gif|gz|ico|ics|jpe?g|js|json|m4a|map|mp[34]|mov|odt|ogg|pdf|png|pptx?|rar|rss|svg|tar|tiff?|ttf|txt|wav|webm|webmanifest|webp|woff2?|xlsx?|xml|zip)$/i;

const bare = (host: string) => host.replace(/^www\./, "");

/** What is read of a site: everything under the folder of the address that was given, on its host. */
export class Site {
  readonly start: URL;
  private readonly folder: string;

  /** @param start where the given address led: its scheme and host are those of every page. */
  constructor(start: URL) {
    this.start = start;
    this.folder = start.pathname.slice(0, start.pathname.lastIndexOf("/") + 1);
  }

  /** With or without `www.` and TLS it is the same site. */
  isSameHost(url: URL): boolean {
    return bare(url.host) === bare(this.start.host);
  }

  holds(url: URL): boolean {
    return this.isSameHost(url) && url.pathname.startsWith(this.folder);
  }

  /** An address found on the site in the one spelling that pages are known by; undefined for what is no page of it. */
  pageAt(address: string, base: URL): string | undefined {
    const url = URL.parse(address, base);
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || !this.holds(url)) {
      return undefined;
    }
    if (NO_PAGE.test(url.pathname) || url.href.length > 2_000) return undefined;
    url.protocol = this.start.protocol;
    url.host = this.start.host;
    url.hash = "";
    for (const name of [...url.searchParams.keys()]) {
      if (TRACKING.test(name)) url.searchParams.delete(name);
    }
    return url.href;
  }
}
