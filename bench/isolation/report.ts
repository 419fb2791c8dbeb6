import { cpus, loadavg } from "node:os";
import type { Measured } from "./measure.ts";

const milliseconds = (value: number) => value.toFixed(value < 10 ? 1 : 0);

/** One line for each arm, in a table that Markdown shows. */
export function printArm(windows: number, measured: Measured): void {
  const { arm, recall, p50, p95, cpu, short, foreign } = measured;
  const cells = [
    windows.toLocaleString("en"),
    arm,
    recall.toFixed(3),
    `${milliseconds(p50)}/${milliseconds(p95)}`,
    milliseconds(cpu),
    String(short),
    String(foreign),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

export function printHead(title: string): void {
  console.log(`\n${title}\n`);
  console.log("| tenant's windows | way | recall@10 | ms p50/p95 | CPU p50 | short | foreign |");
  console.log("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
}

/** Which machine, and how busy it is, since figures of a busy machine are other figures. */
export function printMachine(): void {
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? "unknown"}, load ${load.join(" ")}`);
}
