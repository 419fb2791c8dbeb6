import {
  BookOpenText,
  ChartNoAxesColumn,
  ChartNoAxesCombined,
  CircleHelp,
  ClipboardCheck,
  Code,
  FlaskConical,
  Inbox,
  KeyRound,
  ListChecks,
  Rocket,
  MessageCircleMore,
  ScrollText,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { ComponentType } from "react";
import { TestAlert } from "@/components/quality/tests/test-alert";

export type SectionPath =
  | "audit"
  | "gaps"
  | "inbox"
  | "insights"
  | "install"
  | "jobs"
  | "keys"
  | "knowledge"
  | "members"
  | "playground"
  | "start"
  | "tests"
  | "usage"
  | "widget";

export interface Section {
  name: string;
  path: SectionPath;
  icon: LucideIcon;
  /** The letter that leads here after "g". */
  key: string;
  /** Stands at its end while something there needs to be looked at. */
  alert?: ComponentType;
}

/** The page that leads to each page of settings. */
export const SETTINGS = { name: "Settings", path: "settings" } as const;

interface SectionGroup {
  name: string;
  /** A page that is about all of them. */
  path?: string;
  sections: readonly Section[];
}

/** The pages of an organization, by what people come for. */
export const SECTION_GROUPS: readonly SectionGroup[] = [
  {
    name: "Front desk",
    sections: [
      { name: "Inbox", path: "inbox", icon: Inbox, key: "b" },
      { name: "Get started", path: "start", icon: Rocket, key: "s" },
      { name: "Knowledge", path: "knowledge", icon: BookOpenText, key: "k" },
      { name: "Gaps", path: "gaps", icon: CircleHelp, key: "g" },
      { name: "Test questions", path: "tests", icon: ClipboardCheck, key: "t", alert: TestAlert },
      { name: "Playground", path: "playground", icon: FlaskConical, key: "p" },
      { name: "Insights", path: "insights", icon: ChartNoAxesCombined, key: "i" },
    ],
  },
  {
    ...SETTINGS,
    sections: [
      { name: "Widget", path: "widget", icon: MessageCircleMore, key: "w" },
      { name: "Install", path: "install", icon: Code, key: "n" },
      { name: "API keys", path: "keys", icon: KeyRound, key: "a" },
      { name: "Members", path: "members", icon: Users, key: "m" },
      { name: "Jobs", path: "jobs", icon: ListChecks, key: "j" },
      { name: "Usage", path: "usage", icon: ChartNoAxesColumn, key: "u" },
      { name: "Audit log", path: "audit", icon: ScrollText, key: "l" },
    ],
  },
];

export const SECTIONS = SECTION_GROUPS.flatMap(({ sections }) => sections);

/** The section of an organization's page, so that switching organizations stays in it. */
export function sectionOf(pathname: string): string {
  const section = pathname.split("/")[2];
  return SECTIONS.some(({ path }) => path === section) && section ? section : "knowledge";
}
