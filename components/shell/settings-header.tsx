import { Breadcrumb } from "./breadcrumb";
import { PageHeader } from "./page-header";
import type { SectionPath } from "./sections";
import { SETTINGS_PAGES } from "./settings-pages";

/** The head of a page of settings: where it stands, and what it is for. */
export function SettingsHeader({ slug, page }: { slug: string; page: SectionPath }) {
  const { name = "", purpose } = SETTINGS_PAGES.find(({ path }) => path === page) ?? {};
  return (
    <>
      <Breadcrumb slug={slug} section="settings" page={name} />
      <PageHeader title={name} description={purpose} />
    </>
  );
}
