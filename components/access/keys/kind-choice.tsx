"use client";
import { RadioGroup } from "radix-ui";
import type { KeyView } from "@/lib/domains/access/keys/schema";

export type KeyKind = KeyView["kind"];

const KINDS: readonly { value: KeyKind; name: string; text: string }[] = [
  {
    value: "publishable",
    name: "Publishable",
    text: "For the widget. May stand in the HTML of your pages.",
  },
  {
    value: "secret",
    name: "Secret",
    text: "For your servers. Does what you choose; never give it to a browser.",
  },
];

const asKind = (value: string): KeyKind => (value === "secret" ? "secret" : "publishable");

export function KindChoice({
  value,
  onChange,
}: {
  value: KeyKind;
  onChange: (kind: KeyKind) => void;
}) {
  return (
    <RadioGroup.Root
      aria-label="Kind of key"
      value={value}
      onValueChange={(chosen) => onChange(asKind(chosen))}
      className="grid gap-2 sm:grid-cols-2"
    >
      {KINDS.map((kind) => (
        <RadioGroup.Item
          key={kind.value}
          value={kind.value}
          className="rounded-lg border p-3 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="block text-sm font-medium">{kind.name}</span>
          <span className="mt-0.5 block text-xs text-muted">{kind.text}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
