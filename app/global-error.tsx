"use client";
import { FailedPage } from "@/components/shell/failed-page";
import "./globals.css";

/** Takes the root layout's place when that itself failed, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · Frontdesk</title>
      </head>
      <body>
        <main className="flex min-h-dvh flex-col justify-center">
          <FailedPage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
