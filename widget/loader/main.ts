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

function mount(): void {
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  if (language) panelUrl.searchParams.set("lang", language);
  mountLauncher(panelUrl);
}

if (document.body) mount();
else document.addEventListener("DOMContentLoaded", mount, { once: true });
