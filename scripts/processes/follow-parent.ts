// Loaded into each child by --import. The parent holds the other end of file descriptor 3: when it
// dies, however it dies, the pipe closes and the child stops as if it had been asked to.
import { Socket } from "node:net";

// A program that the child forks may inherit the flag, but not the pipe.
if (process.env["FRONTDESK_PARENT"] === String(process.ppid)) {
  const pipe = new Socket({ fd: 3, readable: true, writable: false });
  pipe.once("error", () => process.kill(process.pid, "SIGTERM"));
  pipe.once("close", () => process.kill(process.pid, "SIGTERM"));
  pipe.resume();
  pipe.unref();
}
