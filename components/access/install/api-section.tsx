"use client";
import { Section } from "@/components/ui/card";
import { Code } from "../widget/code";

const CALLS = `Frontdesk("open");        // also "close" and "toggle"
Frontdesk("ask", "When are you open?");
Frontdesk("identify", { id: "42", hash });   // see Widget → Verified visitors
const stop = Frontdesk("on", "message", ({ key }) => console.log(key));
// Events: "ready", "open", "close", "message", "handoff"
Frontdesk("shutdown");    // when somebody signs out

// Two widgets on a page: name the one that is meant.
Frontdesk("open", { key: "fd_pk_…" });`;

const EARLY = `// Calls before the line has loaded are kept and run then:
window.Frontdesk ||= function () { (window.Frontdesk.q ||= []).push(arguments); };`;

/** What a page can do with the widget. */
export function ApiSection({ types }: { types: string }) {
  return (
    <Section
      title="Drive it from your page"
      description="Everything here is optional: the line alone is enough for the chat."
    >
      <div className="space-y-3">
        <Code label="Calls of the widget">{CALLS}</Code>
        <Code label="Before it has loaded">{EARLY}</Code>
        <details>
          <summary className="cursor-pointer text-[0.8125rem] font-medium text-accent">
            Types for TypeScript
          </summary>
          <div className="mt-3">
            <Code label="Types for TypeScript">{types}</Code>
          </div>
        </details>
      </div>
    </Section>
  );
}
