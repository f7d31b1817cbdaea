/** UUIDv7 (RFC 9562): the time first, so that the desk's index stays in order. */

import { hex } from "./encode.js";

export function uuid7(at: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = new DataView(bytes.buffer);
  time.setUint16(0, Math.floor(at / 2 ** 32));
  time.setUint32(2, at % 2 ** 32);
  time.setUint8(6, (time.getUint8(6) & 0x0f) | 0x70);
  time.setUint8(8, (time.getUint8(8) & 0x3f) | 0x80);
  const text = hex(bytes);
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20),
  ].join("-");
}
