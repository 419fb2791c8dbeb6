"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { widgetSettingsQuery } from "@/lib/domains/access/queries";
import { CreateKey } from "../keys/create-key";
import { snippetLine } from "./snippet-line";

/** A publishable key that was made on this page: its full text is known nowhere else. */
export interface FreshKey {
  id: string;
  key: string;
}

/** The one line that a site needs. */
export function Snippet({
  slug,
  appUrl,
  existing,
  fresh,
  onMade,
}: {
  slug: string;
  appUrl: string;
  /** How many publishable keys are alive. */
  existing: number;
  fresh: FreshKey | undefined;
  onMade: (key: FreshKey) => void;
}) {
  const [creating, setCreating] = useState(false);
  // Until it is there the line is the same without colour and place.
  const look = useQuery(widgetSettingsQuery(slug)).data;
  const line = snippetLine({ appUrl, apiKey: fresh?.key, ...look });
  return (
    <Section
      title="Put this line on your site"
      description="In the HTML of every page that should have the front desk, anywhere before </body>. It loads in the background and sets no cookie."
      action={
        fresh && (
          <CopyButton text={line} label="Copy the snippet">
            Copy
          </CopyButton>
        )
      }
    >
      <pre
        aria-label="Snippet"
        className="rounded-md border bg-subtle px-4 py-3 font-mono text-[0.8125rem] leading-relaxed wrap-anywhere whitespace-pre-wrap"
      >
        {line}
      </pre>
      {!fresh && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
          <p className="max-w-prose text-[0.8125rem] text-muted">
            {existing > 0 ? (
              <>
                A key is shown in full only once, when it is made. Put{" "}
                <Link
                  href={`/${slug}/keys`}
                  className="font-medium text-accent underline-offset-3 hover:underline"
                >
                  one that you kept
                </Link>{" "}
                in place of fd_pk_…, or create another to get the finished line.
              </>
            ) : (
              "The line needs a publishable key. Create one to get it finished."
            )}
          </p>
          <Button
            variant={existing > 0 ? "secondary" : "primary"}
            size="sm"
            onClick={() => setCreating(true)}
          >
            Create a publishable key
          </Button>
        </div>
      )}
      {fresh && (
        <p className="mt-3 text-[0.8125rem] text-muted">
          It holds the key that you just made. Copy it now: when you leave this page, the key cannot
          be shown again.
        </p>
      )}
      <CreateKey
        slug={slug}
        open={creating}
        onOpenChange={setCreating}
        kind="publishable"
        place="The line to copy on this page holds it now."
        onMade={onMade}
      />
    </Section>
  );
}
