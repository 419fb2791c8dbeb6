import { SECTIONS } from "./sections";

export interface Shortcut {
  keys: readonly string[];
  does: string;
}

export const INBOX_SHORTCUTS: readonly Shortcut[] = [
  { keys: ["J"], does: "Next conversation" },
  { keys: ["K"], does: "Conversation before" },
  { keys: ["R"], does: "Reply" },
  { keys: ["N"], does: "Write a note" },
  { keys: ["/"], does: "In a reply: an answer from your FAQs" },
  { keys: ["T"], does: "Take over, or hand back" },
  { keys: ["A"], does: "Assign to me" },
  { keys: ["E"], does: "Close, or open again" },
];

/** What the help sheet lists. */
export function shortcutGroups(mod: string): { name: string; shortcuts: Shortcut[] }[] {
  return [
    {
      name: "Everywhere",
      shortcuts: [
        { keys: [mod, "K"], does: "Search and commands" },
        { keys: ["?"], does: "This help" },
      ],
    },
    { name: "In the inbox", shortcuts: [...INBOX_SHORTCUTS] },
    {
      name: "Go to",
      shortcuts: SECTIONS.map(({ name, key }) => ({ keys: ["G", key.toUpperCase()], does: name })),
    },
  ];
}
