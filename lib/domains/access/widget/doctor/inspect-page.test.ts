import { expect, test } from "vitest";
import { inspectPage } from "./inspect-page";

const APP = "https://desk.example";
const line = `<script src="${APP}/widget.js" data-key="fd_pk_live_1" async></script>`;

function inspect(html: string, headers: Record<string, string | string[]> = {}) {
  const url = new URL("https://shop.example/contact");
  return inspectPage({ url, status: 200, headers, body: Buffer.from(html) }, APP);
}

test("the line is found with its key, whatever stands around it", () => {
  expect(inspect(`<p>Hi</p>${line}`)).toMatchObject({
    origin: "https://shop.example",
    keys: ["fd_pk_live_1"],
    policy: { there: false, script: true, frame: true },
  });
  expect(inspect(line.replace("widget.js", "widget.js?v=2")).keys).toEqual(["fd_pk_live_1"]);
  expect(inspect(line + line).keys).toHaveLength(2);
  expect(inspect(`<script src="${APP}/widget.js"></script>`).keys).toEqual([""]);
});

test.each([
  "",
  `<!-- ${line} -->`,
  `<textarea>${line}</textarea>`,
  line.replaceAll("<", "&lt;"),
  line.replace("desk.example", "desk.example.evil.example"),
  line.replace("/widget.js", "/other/widget.js"),
])("what is no line is none: %j", (html) => {
  expect(inspect(html).keys).toEqual([]);
});

test("policies of header and page both count", () => {
  const own = `script-src ${APP}; frame-src ${APP}`;
  const meta = (policy: string) =>
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const policyOf = (html: string, header?: string | string[]) =>
    inspect(html + line, header ? { "content-security-policy": header } : {}).policy;
  expect(policyOf("", own)).toEqual({ there: true, script: true, frame: true });
  expect(policyOf(meta("frame-src 'none'"), own)).toEqual({
    there: true,
    script: true,
    frame: false,
  });
  expect(policyOf("", [own, "script-src 'self'"])).toMatchObject({ script: false, frame: true });
  expect(policyOf(meta("default-src 'self'"))).toEqual({
    there: true,
    script: false,
    frame: false,
  });
});
