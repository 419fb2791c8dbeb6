import type { ParseLimits } from "./child/protocol";

export interface UploadLimits extends ParseLimits {
  wallClockMs: number;
  /** Kernel's cap on CPU seconds: what ends a child whose parent has died. */
  cpuSeconds: number;
  heapMegabytes: number;
  /** Resident memory at which the child is killed; watched where /proc exists. */
  residentBytes: number;
  outputBytes: number;
}

const MB = 1024 * 1024;

export const UPLOAD_LIMITS: UploadLimits = {
  uploadBytes: 20 * MB,
  inflatedBytes: 100 * MB,
  inflateRatio: 200,
  pages: 2_000,
  characters: 5_000_000,
  csvRows: 20_000,
  wallClockMs: 60_000,
  cpuSeconds: 90,
  heapMegabytes: 224,
  residentBytes: 360 * MB,
  // Five million characters are at most 15 MB, once as text and once more as escaped JSON.
  outputBytes: 48 * MB,
};
