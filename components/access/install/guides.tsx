"use client";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { Code } from "../widget/code";

function Steps({ children }: { children: ReactNode }) {
  return <ol className="list-decimal space-y-1.5 pl-5 text-sm">{children}</ol>;
}

const PLACE = {
  wordpress:
    "Add it under Appearance → Theme File Editor → footer.php right before </body>, or with a plugin that inserts code into the footer of all pages (in WPCode: Code Snippets → Header & Footer → Footer).",
  shopify: "Online Store → Themes → ⋯ → Edit code → layout/theme.liquid.",
  wix: "Settings → Custom Code → Add Custom Code.",
  squarespace: "Pages → Website Tools → Code Injection → Footer.",
} as const;

function nextCode(line: string): string {
  const attributes = [...line.matchAll(/ ((?:src|data-\w+)="[^"]*")/g)].map(([, one]) => one);
  return `import Script from "next/script";

// In app/layout.tsx, inside <body>:
<Script ${attributes.join(" ")} strategy="lazyOnload" />`;
}

/** Where the line goes, by what the site is made with. */
export function Guides({ line, policy }: { line: string; policy: string }) {
  const tabs = [
    {
      value: "html",
      label: "Plain HTML",
      content: (
        <Steps>
          <li>Open the template that all pages share, or each page by itself.</li>
          <li>Paste the line right before &lt;/body&gt; and publish.</li>
        </Steps>
      ),
    },
    {
      value: "wordpress",
      label: "WordPress",
      content: (
        <Steps>
          <li>{PLACE.wordpress}</li>
          <li>
            If a cache plugin is in use, empty its cache, and leave the line out of “delay
            JavaScript”.
          </li>
        </Steps>
      ),
    },
    {
      value: "shopify",
      label: "Shopify",
      content: (
        <Steps>
          <li>{PLACE.shopify}</li>
          <li>Paste the line right before &lt;/body&gt; and save.</li>
          <li>
            Allow both of the shop’s addresses: your own and the one that ends in myshopify.com.
          </li>
        </Steps>
      ),
    },
    {
      value: "wix",
      label: "Wix",
      content: (
        <Steps>
          <li>{PLACE.wix} This needs a site with a domain of its own.</li>
          <li>Paste the line, choose “All pages” and “Body – end”, and apply.</li>
        </Steps>
      ),
    },
    {
      value: "squarespace",
      label: "Squarespace",
      content: (
        <Steps>
          <li>{PLACE.squarespace} This needs a plan with code injection.</li>
          <li>Paste the line and save.</li>
        </Steps>
      ),
    },
    {
      value: "next",
      label: "Next.js",
      content: <Code label="In the root layout">{nextCode(line)}</Code>,
    },
  ];
  return (
    <Section
      title="Where the line goes"
      description="Choose what your site is made with. A single-page application needs the line only once."
    >
      <div className="space-y-5">
        <Tabs label="What your site is made with" tabs={tabs} />
        <div className="space-y-2">
          <h3 className="text-[0.8125rem] font-medium">
            If your site sends a Content-Security-Policy
          </h3>
          <p className="text-[0.8125rem] text-muted">
            Add these two, beside what is there. Nothing else is needed: no ‘unsafe-inline’, no
            connect-src, no style-src. Where your policy has ‘strict-dynamic’, give the line your
            nonce as well.
          </p>
          <Code label="Content-Security-Policy">{policy}</Code>
        </div>
      </div>
    </Section>
  );
}
