/** @jsxImportSource preact */
import type { PanelConfig } from "../../shared/panel-config";
import { safeLink } from "../answer/safe-link";
import type { Texts } from "../texts";

/** The owner's privacy page; nothing where there is none. */
export function PrivacyLink({ config, texts }: { config: PanelConfig; texts: Texts }) {
  const href = safeLink(config.privacyUrl);
  if (!href) return null;
  return (
    <a class="link" href={href} target="_blank" rel="noopener noreferrer">
      {texts.t("privacy")}
      <span class="hidden"> ({texts.t("newTab")})</span>
    </a>
  );
}
