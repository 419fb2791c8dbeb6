/** Of the language itself: they name properties of the code. Other errors, libraries' above all, quote what came in. */
const OF_THE_CODE = new Set(["TypeError", "ReferenceError"]);
const VALUES = /"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”|\b[a-z][a-z0-9+.-]*:\/\/\S+|\S*@\S*|\S*\d\S{3,}/gi;

/**
 * What may be kept of a foreign error's text: of a mistake in the code its sentence without values, of any other error
 * nothing. It can be a visitor's mail, or a driver's URL with its password; class, code and place tell what happened.
 */
export function safeErrorText(name: string, message: string): string | undefined {
  if (!OF_THE_CODE.has(name)) return undefined;
  return message.split("\n", 1)[0]?.replaceAll(VALUES, "…").slice(0, 200);
}
