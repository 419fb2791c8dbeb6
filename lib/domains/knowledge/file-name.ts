const MAX_NAME = 255;
const MAX_TITLE = 200;
// What does not show, or turns the order of what does: a name may not look like another one.
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

function shortened(name: string, max: number): string {
  return [...name].slice(0, max).join("").trim();
}

/** The name of an uploaded file without folders and invisible characters; its ending survives when it is cut. */
export function cleanFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const name = last.toWellFormed().normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ");
  const ending = /\.[A-Za-z0-9]{1,10}\s*$/.exec(name)?.[0].trim() ?? "";
  const stem = name.trim().slice(0, name.trim().length - ending.length);
  return `${shortened(stem, MAX_NAME - ending.length)}${ending}` || "file";
}

/** How people call a file: its name without the ending. */
export function titleOfFileName(name: string): string {
  return shortened(name.replace(/\.[A-Za-z0-9]{1,10}$/, ""), MAX_TITLE) || name;
}
