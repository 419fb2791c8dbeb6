import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "FrontdeskBot" };

const RULES = `User-agent: FrontdeskBot
Disallow: /`;

/** Where our robot's name leads those whose site it has read. */
export default function CrawlerPage() {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-prose px-4 py-10 sm:px-6">
      <h1 className="text-xl font-semibold">FrontdeskBot</h1>
      <div className="mt-4 space-y-4 text-[0.9375rem]">
        <p>
          FrontdeskBot reads a business’s own website when somebody of that business has asked for
          it, so that the chat on the site can answer from its pages. It reads nothing by itself and
          sells nothing.
        </p>
        <p>
          It asks for one page at a time, 50 at most, waits as long as your{" "}
          <code className="font-mono text-sm">Crawl-delay</code> says (up to ten seconds), and comes
          back daily or weekly at most, asking whether anything has changed.
        </p>
        <p>To keep it out, put these lines into your robots.txt:</p>
        <pre className="rounded-md border bg-subtle px-4 py-3 font-mono text-[0.8125rem]">
          {RULES}
        </pre>
        <p>
          This installation is run at{" "}
          <Link href="/" className="font-medium text-accent hover:underline">
            this address
          </Link>
          . Write to whoever runs it when something is wrong.
        </p>
      </div>
    </main>
  );
}
