import { z } from "zod";

/** Several values in one parameter: `failed,cancelled`. */
export const several = <T extends [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(z.enum(values)).min(1));
