import type { Metadata } from "next";
import type { ReactNode } from "react";
import { buildOpenApiDocument } from "@/app/api/v1/openapi.json/document";
import { env } from "@/lib/env";
import { Inline } from "./_components/code";
import { Contents, GUIDES } from "./_components/contents";
import { Errors } from "./_components/errors";
import {
  Authentication,
  Conversations,
  Guide,
  Indexing,
  Limits,
  Repeating,
  Streaming,
} from "./_components/guides";
import { OperationSection } from "./_components/operation-section";
import { readOperations } from "./_model/operations";

export const metadata: Metadata = {
  title: "API",
  description: "Push knowledge, search it, and answer visitors from it.",
};

export default function ApiPage() {
  const { server, groups } = readOperations(buildOpenApiDocument());
  const { RATE_LIMIT_PUBLISHABLE_PER_MINUTE, RATE_LIMIT_SECRET_PER_MINUTE } = env();
  const guides: Record<(typeof GUIDES)[number]["id"], ReactNode> = {
    authentication: <Authentication />,
    indexing: <Indexing />,
    conversations: <Conversations />,
    streaming: <Streaming />,
    repeating: <Repeating />,
    limits: (
      <Limits
        publishable={RATE_LIMIT_PUBLISHABLE_PER_MINUTE}
        secret={RATE_LIMIT_SECRET_PER_MINUTE}
      />
    ),
    errors: <Errors />,
  };
  return (
    <div className="mx-auto grid max-w-[88rem] grid-cols-1 gap-x-10 px-4 sm:px-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <nav
        aria-label="On this page"
        className="sticky top-14 h-[calc(100dvh-3.5rem)] overflow-y-auto py-8 max-lg:hidden"
      >
        <Contents groups={groups} />
      </nav>
      <main id="main" tabIndex={-1} className="min-w-0 py-8">
        <h1 className="text-2xl font-semibold">API</h1>
        <p className="mt-2 max-w-prose text-muted">
          Push knowledge, search it, and answer visitors from it. This page and the{" "}
          <a href="/api/v1/openapi.json" className="font-medium text-accent hover:underline">
            OpenAPI document
          </a>{" "}
          are made from the definitions that the calls themselves run by. All paths start at{" "}
          <Inline>{server}</Inline>.
        </p>
        <details className="mt-6 rounded-lg border bg-surface px-2 py-1 lg:hidden">
          <summary className="cursor-pointer px-2 py-2 font-medium">On this page</summary>
          <nav aria-label="On this page" className="pb-3">
            <Contents groups={groups} />
          </nav>
        </details>
        <div className="mt-8">
          {GUIDES.map(({ id, title }) => (
            <Guide key={id} id={id} title={title}>
              {guides[id]}
            </Guide>
          ))}
        </div>
        {groups.map(({ name, operations }) => (
          <section key={name} aria-label={name} className="border-t py-8">
            <h2 className="text-lg font-semibold">{name}</h2>
            {operations.map((operation) => (
              <OperationSection key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}
