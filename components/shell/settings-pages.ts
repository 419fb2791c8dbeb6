import { SECTION_GROUPS, type SectionPath } from "./sections";

/** What each page of settings is for, in a sentence. Apart from the sections, which every page loads. */
const PURPOSES: Partial<Record<SectionPath, string>> = {
  widget: "How your front desk looks and what it says to visitors of your site.",
  install: "Bring the front desk to your site, and say where it may answer.",
  keys: "What your site and your servers use to reach the front desk.",
  members: "Who belongs to this organization, and what each of them may do.",
  jobs: "What your front desk works on in the background, and what came of it.",
  usage: "What answers by the AI model cost, against your daily budget.",
  audit: "Who did what, and what was refused. Nobody can change it, not even an owner.",
};

/** The pages of settings, as the navigation has them, each with what it is for. */
export const SETTINGS_PAGES = SECTION_GROUPS.filter(({ path }) => path === "settings").flatMap(
  ({ sections }) =>
    sections.map(({ name, path, icon }) => ({ name, path, icon, purpose: PURPOSES[path] ?? "" })),
);
