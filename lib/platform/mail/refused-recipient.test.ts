import { expect, test } from "vitest";
import { refusedRecipient } from "./refused-recipient";

const ADDRESS = "robin@corner.example";

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
  `550 5.1.1 <${ADDRESS}>: Recipient address rejected: User unknown in relay recipient table`,
  "550 5.1.0 Recipient rejected",
  "550 5.2.1 The email account that you tried to reach is disabled.",
  "552 5.2.2 Quota exceeded (mailbox for user is full)",
  "550 5.4.4 Host or domain name not found",
  "550 sorry, no mailbox here by that name. (#5.1.1)",
  "550 No such person at this address",
  `550-<${ADDRESS}>: no\n550 Mailbox unavailable`,
  "550 Unrouteable address",
  "550 Unknown user",
  "553 Mailbox name not allowed",
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
  "550 5.1.0 <frontdesk@desk.example>: Sender address rejected: User unknown",
  "550 5.1.0 <frontdesk@desk.example>: User unknown",
  "550 5.1.1 Sender rejected: no such user",
  "550 5.1.1 Rejected by SPF policy",
  "550 5.1.9 Recipient of no conversion",
  "550 5.1.90 The message can't be sent: your daily limit of messages is exceeded",
  "550 5.1.1 Daily limit exceeded",
  "550 5.1.1 Message quota exceeded",
  "550 Relay denied, unknown user",
  "550 5.2.2 Submission quota exceeded",
  "552 5.2.2 Quota exceeded",
  "552 5.2.2 Your mailbox is full",
  "550 5.2.3 Message too long for the mailbox",
  "550 5.5.0 Relaying denied",
  "550 5.5.0 Requested action not taken",
  "550 5.4.1 Relay access denied",
  `550 5.4.1 <${ADDRESS}>: Relay access denied`,
  "550 5.4.1 Access denied",
  "550 5.4.1 Mail of your host is not accepted: no such domain",
  "550-Relay not permitted\n550 see https://corner.example/no-such-user",
  "550-Sender rejected\n550 User unknown",
  "550-5.1.1 User unknown\n550 5.7.1 Access denied",
  "553 sorry, no mailbox takes it (#5.7.1)",
  "550 SPF check failed",
  "550 Your account is suspended",
  "550 Mailbox listed as spam",
  "550 User quota exceeded",
  "550 4.1.1 User unknown",
  "550 No",
  "550",
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
  for (const response of [
    `450 4.1.1 <${ADDRESS}>: Recipient address rejected: unverified address`,
    "450 4.4.1 No answer from host: unreachable",
    "450 4.4.4 Domain not found",
  ])
    expect(told(response, { isLast: true })).toMatchObject({ smtp_code: 450 });
});

test.each([
  "450 4.2.0 Greylisted",
  "450 4.1.1 Recipient address rejected: Greylisted",
  "452 4.2.2 Mailbox full",
  "450 4.2.1 Mailbox busy",
  "450 4.1.0 User unknown",
  "450 4.1.8 Sender address rejected: Domain not found",
  "450 4.1.2 Sender address rejected: Domain not found",
  "450 5.1.1 User unknown",
  "450 4.4.1 Connection timed out",
  "450 Mailbox unavailable",
  "421 4.1.1 User unknown",
  "421 4.4.1 Recipient's domain not found",
  "451 4.3.0 Lookup failure",
  "450 4.7.1 Client host rejected",
  "451 No",
])("%j is refused for now, and nothing is known when nobody asks again", (response) => {
  expect(told(response, { isLast: true })).toBeUndefined();
});

test("what a stranger is called is no word of the server", () => {
  const refusal = { code: "EENVELOPE", command: "RCPT TO", responseCode: 550 };
  const named = (address: string, response: string) =>
    refusedRecipient({ ...refusal, response }, address, false);
  expect(named("user@corner.example", "550 <user@corner.example>: no")).toBeUndefined();
  expect(named("user@corner.example", "550 user, no")).toBeUndefined();
  expect(named("Relay@corner.example", "550 5.1.1 relay: no")).toBeDefined();
  const repeated = "550 <relay@corner.example>: unknown, there is no relay.";
  expect(named("relay@corner.example", repeated)).toBeDefined();
});

test("only what is said when the recipient is named counts", () => {
  const response = "550 5.1.1 No such user";
  expect(told(response)).toEqual({ smtp_code: 550, smtp_status: "5.1.1" });
  expect(told(response, { command: "MAIL FROM" })).toBeUndefined();
  expect(told(response, { command: "DATA" })).toBeUndefined();
  expect(refusedRecipient(new Error("reset"), ADDRESS, true)).toBeUndefined();
});
