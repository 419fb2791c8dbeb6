import { SECTIONS } from "./sections";

const OFF = "frontdesk.shortcuts";

/** Whether keys without ⌘ or Ctrl do anything: who speaks to the browser, or whose hand slips, may want none (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  return localStorage.getItem(OFF) !== "off";
}

export function setShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "off");
}

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
    {
      name: "Go to",
      shortcuts: SECTIONS.map(({ name, key }) => ({ keys: ["G", key.toUpperCase()], does: name })),
    },
    { name: "In the inbox", shortcuts: [...INBOX_SHORTCUTS] },
  ];
}
