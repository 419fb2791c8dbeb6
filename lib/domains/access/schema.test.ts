import { expect, test } from "vitest";
import { joinInput } from "./members/schema";
import { signUpInput } from "./schema";

const form = {
  name: "Robin",
  email: "robin@corner.example",
  password: "correct horse battery",
  organizationName: "Corner Shop",
};
const join = { token: "token", name: "Robin", password: "correct horse battery" };

const refused = [
  "Corner\nShop",
  "Corner\rShop",
  "Corner\u0000Shop",
  "Corner\u2028Shop",
  "pohS\u202E Corner",
  "Cor\u200Bner",
  "Your invoice http://evil.example/pay",
  "HTTPS://evil.example",
  "http：／／evil.example",
  "See www.evil.example",
  "See WWW.evil.example",
];

test.each(refused)("%j is no name of a person or an organization", (name) => {
  expect(signUpInput.safeParse({ ...form, name }).success).toBe(false);
  expect(signUpInput.safeParse({ ...form, organizationName: name }).success).toBe(false);
  expect(joinInput.safeParse({ ...join, name }).success).toBe(false);
});

test.each([
  "Corner Shop",
  "Müller & Söhne GmbH",
  "O’Brien: cakes/coffee",
  "موقع",
  "می\u200cخواهم",
  "花屋 👩\u200d🍳",
])("%j is one", (name) => {
  expect(signUpInput.parse({ ...form, name, organizationName: ` ${name}\n` })).toMatchObject({
    name,
    organizationName: name,
  });
  expect(joinInput.parse({ ...join, name }).name).toBe(name);
});
