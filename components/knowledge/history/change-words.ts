import type { VersionView } from "@/lib/domains/knowledge/history/schema";

type Field = VersionView["fields"][number];

const FIELDS: Readonly<Record<"document" | "faq", Readonly<Record<Field, string>>>> = {
  document: { title: "title", text: "text", alternatives: "other questions", url: "web address" },
  faq: { title: "question", text: "answer", alternatives: "other questions", url: "web address" },
};

export const fieldName = (kind: "document" | "faq", field: Field) => FIELDS[kind][field];

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** Who changed a document, in words. */
export function whoChanged({ by }: Pick<VersionView, "by">): string {
  switch (by.kind) {
    case "user":
      return by.name ?? "A former member";
    case "api_key":
      return by.name ? `API key ${by.name}` : "A revoked API key";
    case "job":
      return "The website's sync";
    case "visitor":
      return "A visitor";
  }
}

/** What a change did, in words that follow who did it. */
export function whatChanged(
  kind: "document" | "faq",
  { change, fields }: Pick<VersionView, "change" | "fields">,
): string {
  const names = list.format(fields.map((field) => fieldName(kind, field)));
  switch (change) {
    case "edited":
      return `changed the ${names}`;
    case "restored":
      return `took an earlier version back: ${names}`;
    case "synced":
      return `read it again and found another ${names}`;
  }
}
