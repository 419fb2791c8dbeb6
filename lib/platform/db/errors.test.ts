import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { expect, test } from "vitest";
import { translateDatabaseError } from "./errors";

test.each<[string, ConstructorParameters<typeof DriverAdapterError>[0]]>([
  ["is silent", { kind: "SocketTimeout" }],
  ["closed the connection", { kind: "ConnectionClosed" }],
  ["was shut down", { kind: "GenericJs", id: 0, originalCode: "57P01" }],
])("a database that %s amid a transaction is unavailable", (_, cause) => {
  expect(translateDatabaseError(new DriverAdapterError(cause))).toMatchObject({
    code: "unavailable",
    retryAfterSeconds: 2,
  });
});

test.each([
  "Connection terminated unexpectedly",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
])("what pg says without a code of a connection that is gone is unavailable: %s", (message) => {
  expect(translateDatabaseError(new Error(message))).toMatchObject({ code: "unavailable" });
});

test("another error of the driver stays what it is", () => {
  const error = new DriverAdapterError({ kind: "GenericJs", id: 0 });
  expect(translateDatabaseError(error)).toBe(error);
});
