/** The one line that a site needs. Colour and place stand in it because nothing is asked of us before the chat is opened. */
export function snippetLine({
  appUrl,
  apiKey,
  color,
  position,
}: {
  appUrl: string;
  /** Undefined while none was made on this page. */
  apiKey: string | undefined;
  color?: string;
  position?: "left" | "right";
}): string {
  const colored = color === undefined ? "" : ` data-color="${color}"`;
  const side = position === "left" ? ' data-position="left"' : "";
  return `<script src="${appUrl}/widget.js" data-key="${apiKey ?? "fd_pk_…"}"${colored}${side} async></script>`;
}

/** What a site that sends a Content-Security-Policy must allow, and no more. */
export function policyLines(appUrl: string): string {
  const { origin } = new URL(appUrl);
  return `script-src ${origin};\nframe-src ${origin};`;
}
