/**
 * Styles inside the shadow root. Everything is out of the flow (fixed), so the page never moves.
 * The full-screen rule also covers 200 % zoom, where a desktop window is as small as a telephone.
 */
export const launcherStyles = `
:host {
  --accent: #12615b;
  --on-accent: #ffffff;
  --surface: #ffffff;
  --text: #1b2424;
  --edge: rgb(15 35 35 / 0.12);
  font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :host { --accent: #5cc8bb; --on-accent: #062523; --surface: #161d1d; --text: #e8efee; --edge: rgb(255 255 255 / 0.16); }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button { font: inherit; border: 0; cursor: pointer; }
.launcher {
  position: fixed; right: 24px; bottom: 24px; z-index: 2147483000;
  display: grid; place-items: center; width: 60px; height: 60px; padding: 0;
  border-radius: 50%; background: var(--accent); color: var(--on-accent);
  box-shadow: 0 1px 2px rgb(0 20 20 / 0.2), 0 8px 24px rgb(0 20 20 / 0.22);
  transition: transform 160ms ease, box-shadow 160ms ease;
}
.launcher:hover { transform: translateY(-2px); box-shadow: 0 2px 4px rgb(0 20 20 / 0.2), 0 12px 28px rgb(0 20 20 / 0.28); }
.launcher:active { transform: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.launcher svg { grid-area: 1 / 1; width: 28px; height: 28px; transition: opacity 160ms ease, transform 160ms ease; }
.launcher .to-close, .launcher[aria-expanded="true"] .to-open { opacity: 0; transform: scale(0.6) rotate(-30deg); }
.launcher[aria-expanded="true"] .to-close { opacity: 1; transform: none; }
.stage {
  position: fixed; right: 24px; bottom: 100px; z-index: 2147483001;
  width: 408px; height: min(696px, calc(100vh - 124px));
  overflow: hidden; border-radius: 18px; background: var(--surface); color: var(--text);
  box-shadow: 0 0 0 1px var(--edge), 0 2px 6px rgb(0 20 20 / 0.08), 0 18px 56px rgb(0 20 20 / 0.26);
  animation: rise 200ms cubic-bezier(0.2, 0.8, 0.3, 1);
  transform-origin: bottom right;
}
.stage.small { height: auto; width: 340px; }
iframe { display: block; width: 100%; height: 100%; border: 0; background: var(--surface); color-scheme: light dark; }
.loading { position: absolute; inset: 0; display: grid; place-content: center; margin: 0; background: var(--surface); }
.refused { padding: 20px; }
.refused p { margin: 0 0 14px; }
.refused button { padding: 8px 16px; border-radius: 10px; background: var(--accent); color: var(--on-accent); }
@keyframes rise { from { opacity: 0; transform: translateY(12px) scale(0.98); } }
@media (max-width: 520px), (max-height: 480px) {
  .launcher { right: 16px; bottom: 16px; }
  .stage:not(.small) { inset: 0; width: 100%; height: 100%; border-radius: 0; }
  .stage:not(.small, [hidden]) ~ .launcher { visibility: hidden; }
  .stage.small { right: 16px; bottom: 92px; width: calc(100% - 32px); }
}
@media (prefers-reduced-motion: reduce) {
  *, .stage { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .launcher, .stage { border: 2px solid ButtonText; }
}
@media print { .launcher, .stage { display: none; } }
`;
