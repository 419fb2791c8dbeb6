import { expect, test } from "vitest";
import { panelPage, previewPage } from "./panel-page";

const config = {
  publishableKey: "fd_pk_1",
  allowedOrigins: ["https://shop.example", "http://localhost:3001"],
  organizationName: "Larkspoke",
  widgetName: 'Ask </div><script>alert(1)</script> "us"',
  greeting: "Hello 'you' & <b>you</b>",
  language: "en",
  color: "#1f4fd8",
  suggestedQuestions: [],
  formFields: [],
  office: { open: true },
};

test("only the allowed origins may frame it, and it talks to its own server alone", () => {
  const policy = panelPage(config).headers["content-security-policy"];
  expect(policy).toContain("frame-ancestors https://shop.example http://localhost:3001");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain("unsafe");
});

test.each([
  "*",
  "https://*.example",
  "https://shop.example; script-src *",
  "https://shop.example https://evil.example",
  "https://shop.example/",
  "null",
  "javascript:alert(1)",
  "https:",
  "",
])("a stored origin that is not an exact one lets nobody in: %j", (origin) => {
  const { headers } = panelPage({ ...config, allowedOrigins: [origin] });
  expect(headers["content-security-policy"]).toMatch(/frame-ancestors 'none'$/);
});

test("the settings cannot break out of their attribute, and arrive whole", () => {
  const { html } = panelPage(config);
  expect(html).not.toMatch(/<script>|<b>|<\/div><script/);
  const attribute = /data-config="([^"]*)"/.exec(html)?.[1] ?? "";
  const read = attribute
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
  expect(JSON.parse(read)).toEqual(config);
});

test("an unknown key gets a polite page that nobody may frame", () => {
  const { status, html, headers } = panelPage(undefined);
  expect(status).toBe(404);
  expect(html).toContain("This chat is not available.");
  expect(html).not.toContain("panel.js");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});

test("the preview is framed by our own pages alone, sends nothing anywhere and holds nothing", () => {
  const { html, headers } = previewPage();
  const policy = headers["content-security-policy"];
  expect(policy).toMatch(/frame-ancestors 'self'$/);
  expect(policy).toContain("connect-src 'none'");
  expect(html).not.toContain("data-config");
});
