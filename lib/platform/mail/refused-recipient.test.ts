import { expect, test } from "vitest";
import { refusedRecipient } from "./refused-recipient";

const ADDRESS = "relay@corner.example";

const told = (response: string, { command = "RCPT TO", isLast = false } = {}) =>
  refusedRecipient(
    { code: "EENVELOPE", command, response, responseCode: Number(response.slice(0, 3)) },
    ADDRESS,
    isLast,
  );

test.each([
  `550 5.1.1 <${ADDRESS}>: Recipient address rejected: User unknown in virtual mailbox table`,
  "550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 See help",
  "550 5.1.2 Domain not found",
  "556 5.1.10 Domain does not accept mail",
  "552 5.2.2 Mailbox full",
  "550 5.4.1 Recipient address rejected: Access denied",
  "550 5.5.0 Requested action not taken: mailbox unavailable",
  "501 5.1.3 Bad recipient address syntax",
  "550 Unrouteable address",
  "550 Unknown user",
  "553 Mailbox name not allowed",
  // What a stranger has chosen to be called says nothing of the server.
  `550 <${ADDRESS}>: unknown, there is no relay.`,
])("%j is about the recipient", (response) => {
  expect(told(response)).toMatchObject({ smtp_code: Number(response.slice(0, 3)) });
});

test.each([
  `554 5.7.1 <${ADDRESS}>: Relay access denied`,
  "550 Relaying is not permitted",
  "550 5.1.8 <frontdesk@desk.example>: Sender address rejected: Domain not found",
  "550 5.1.7 Bad sender",
  "550 Sender verify failed",
  "530 5.7.0 Authentication required",
  "530 Authentication required",
  "535 5.7.8 Bad credentials",
  "504 5.5.2 Helo command rejected",
  "550 Your IP is blacklisted",
  "554 No",
  "450 4.2.0 Greylisted",
  "421 Too many connections",
])("%j is not", (response) => {
  expect(told(response)).toBeUndefined();
});

test("what is refused for now is refused for good when nobody asks again, if it is the recipient's", () => {
  const unknown = "450 4.1.2 Recipient address rejected: Domain not found";
  expect(told(unknown)).toBeUndefined();
  expect(told(unknown, { isLast: true })).toEqual({ smtp_code: 450, smtp_status: "4.1.2" });
  expect(told("450 4.2.0 Greylisted", { isLast: true })).toBeDefined();
  for (const response of ["451 4.3.0 Lookup failure", "450 4.7.1 Client host rejected", "451 No"])
    expect(told(response, { isLast: true })).toBeUndefined();
});

test("only what is said when the recipient is named counts", () => {
  const response = "550 5.1.1 No such user";
  expect(told(response)).toEqual({ smtp_code: 550, smtp_status: "5.1.1" });
  expect(told(response, { command: "MAIL FROM" })).toBeUndefined();
  expect(told(response, { command: "DATA" })).toBeUndefined();
  expect(refusedRecipient(new Error("reset"), ADDRESS, true)).toBeUndefined();
});
