import "server-only";
export { readQuestions as testQuestionsOf } from "./repository";
