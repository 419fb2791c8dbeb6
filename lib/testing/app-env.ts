/** What a process of the application needs to be told, for tests that need no database. */
export const APP_ENV = {
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
  VISITOR_TOKEN_SECRET: "another-secret-of-the-tests-long-enough",
  DATABASE_URL: "postgres://nobody@127.0.0.1:9/none",
};
