import { mountLauncher } from "./launcher";

const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>("script[data-key^='fd_pk_'][src]");
const key = script?.dataset.key;

if (!script || !key) {
  throw new Error('Frontdesk: the script tag needs data-key="fd_pk_…" (your publishable key).');
}

const panelUrl = new URL("/widget/panel", script.src);
panelUrl.searchParams.set("key", key);

const mount = (): void => mountLauncher(panelUrl);
if (document.body) mount();
else document.addEventListener("DOMContentLoaded", mount, { once: true });
