const OFF = "frontdesk.shortcuts";

/** Whether keys without ⌘ or Ctrl do anything: who speaks to the browser, or whose hand slips, may want none (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  return localStorage.getItem(OFF) !== "off";
}

export function setShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "off");
}
