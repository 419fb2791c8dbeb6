import { beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/v1/widget/avatar/[id]/route";
import { GET as panel } from "@/app/widget/panel/route";
import { newId } from "@/lib/core/ids";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { jpeg, png, webp } from "@/lib/testing/pictures";
import { auditOf } from "@/lib/testing/organization";
import { tenantOwnerOf } from "@/lib/testing/tenant";
import { withTenant } from "@/lib/platform/db/transaction";
import { archiveOrganization } from "../../businesses/organization-service";
import { setAvatar } from "./service";

let party: Party;
let widgetId: string;
beforeAll(async () => {
  party = await addParty();
  widgetId = await widgetOf(party);
});

async function widgetOf({ context }: Party): Promise<string> {
  const { id } = await withTenant(context, (tx) => tx.widget.findFirstOrThrow());
  return id;
}

const set = (picture: Buffer | string) => setAvatar(party.context, picture.toString("base64"));
const read = (id: string, query = "") =>
  callRoute(GET, { params: { id }, path: `/api/v1/widget/avatar/${id}${query}` });

async function urlInPanel(): Promise<string | undefined> {
  const { text } = await callRoute(panel, { path: `/?key=${party.keys.publishable}` });
  return /&quot;avatarUrl&quot;:&quot;([^&]*)&quot;/.exec(text)?.[1];
}

test.each([
  ["image/png", png({ width: 64, height: 64 })],
  ["image/jpeg", jpeg(640, 480)],
  ["image/webp", webp(1_024, 1_024)],
])(
  "a %s is shown to anybody at an address of its own, as nothing but a picture",
  async (type, picture) => {
    await set(picture);
    const url = new URL((await urlInPanel()) ?? "", "http://localhost");
    const { status, headers } = await read(widgetId, url.search);
    expect(url.pathname).toBe(`/api/v1/widget/avatar/${widgetId}`);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": type,
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    // Under another address it may change at any time.
    expect((await read(widgetId)).headers.get("cache-control")).toBe("no-cache");
    expect((await read(widgetId, "?v=0000000000000000")).headers.get("cache-control")).toBe(
      "no-cache",
    );
  },
);

test("another picture has another address, and none has none", async () => {
  await set(png({ width: 8, height: 8 }));
  const first = await urlInPanel();
  await set(png({ width: 9, height: 9 }));
  expect(await urlInPanel()).not.toBe(first);
  await setAvatar(party.context, null);
  expect(await urlInPanel()).toBeUndefined();
  expect((await read(widgetId)).status).toBe(404);
  expect(await auditOf(party, widgetId)).toContain("widget.avatar_changed");
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const end = png().subarray(-12);
test.each([
  ["an SVG", Buffer.from(svg)],
  ["a GIF", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1")],
  ["a page that begins as a picture does", Buffer.from("\x89PNG\r\n\x1a\n<script>", "latin1")],
  [
    "a picture with a page after its end",
    Buffer.concat([png(), Buffer.from("<script>1</script>")]),
  ],
  ["a JPEG that is cut off", jpeg().subarray(0, -1)],
  ["a WebP with something after its end", Buffer.concat([webp(), Buffer.from("<script>")])],
  ["a picture that is too wide", png({ width: 1_025, height: 8 })],
  ["a picture that is too high", jpeg(8, 65_000)],
  ["a picture of nothing", png({ width: 0, height: 8 })],
  ["a file that is too large", png({ padded: 256 * 1024 })],
  ["nothing", Buffer.from("A")],
  ["only an end", end],
])("%s is refused, and what was there stays", async (_, picture) => {
  await set(png({ width: 7, height: 7 }));
  const before = await urlInPanel();
  await expect(set(picture)).rejects.toMatchObject({
    code: "invalid_input",
    fields: [{ field: "image" }],
  });
  expect(await urlInPanel()).toBe(before);
});

test("no id but a widget's own has a picture", async () => {
  await set(png());
  expect((await read(newId())).status).toBe(404);
  expect((await read(party.context.organizationId)).status).toBe(404);
  expect((await read("../../etc")).status).toBeGreaterThanOrEqual(400);
});

test("an organization that is put away shows none", async () => {
  await set(png());
  const put = (archived: boolean) => {
    const { organizationId } = party.context;
    return archiveOrganization(tenantOwnerOf(party), { organizationId, archived });
  };
  await put(true);
  expect((await read(widgetId)).status).toBe(404);
  await put(false);
  expect((await read(widgetId)).status).toBe(200);
});
